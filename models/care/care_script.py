from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

PURPOSES = [
    ("revisit_phone", "Revisit by Phone"),
    ("revisit_chat", "Revisit by Chat"),
    ("visit", "Visit"),
    ("invitation", "Invitation, framed as a Revisit"),
    ("sales_call", "Sales Call"),
    ("apology", "Apology"),
    ("win_back", "Win-Back"),
    ("introduction", "Asking for Introductions"),
]


class CareScript(models.Model):
    """What to say: a text with placeholders, read by whoever is about to talk."""

    _name = "care.script"
    _description = "Talk Script"
    _inherit = ["mail.render.mixin"]
    _order = "sequence, id"
    # as mail templates: who writes placeholders has Odoo's right to do so
    _unrestricted_rendering = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies."
    )
    purpose = fields.Selection(PURPOSES, required=True, default="revisit_phone")
    tier_ids = fields.Many2many(
        "care.tier",
        string="Tiers",
        ondelete="restrict",
        help="Empty: for customers of any tier, or of none.",
    )
    segment_ids = fields.Many2many(
        "care.segment",
        string="Segments",
        ondelete="restrict",
        help="Empty: for customers of any segment.",
    )
    channel_ids = fields.Many2many(
        "care.channel",
        string="Channels",
        context={"active_test": False},
        help="By which one talks like this. Empty: any.",
    )
    body = fields.Html(
        string="Text",
        translate=True,
        render_engine="qweb",
        render_options={"post_process": False},
        sanitize="email_outgoing",
    )
    preview_partner_id = fields.Many2one(
        "res.partner",
        string="Try It on",
        compute="_compute_preview_partner_id",
        readonly=False,
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    def _compute_render_model(self):
        self.render_model = "res.partner"

    @api.depends_context("care_partner")
    def _compute_preview_partner_id(self):
        partner = self.env["res.partner"].browse(self.env.context.get("care_partner"))
        for script in self:
            script.preview_partner_id = partner.exists()

    @api.depends("body", "preview_partner_id")
    @api.depends_context("lang", "uid")
    def _compute_preview(self):
        for script in self:
            partner = script.preview_partner_id._origin
            script.preview = script._render_for(partner) if partner else False

    @api.model
    def _care_scripts_for(self, partner, purpose=None, channels=None):
        """The scripts that fit a contact, and the channels if any, best match first.

        Those for its tier and segment come before those for all customers.
        """
        tier, segment = partner.care_tier_id, partner.care_segment
        domain = Domain("company_id", "in", [False, self.env.company.id])
        domain &= Domain("tier_ids", "in", [False, *tier.ids])
        domain &= Domain("segment_ids", "=", False) | Domain(
            "segment_ids.code", "=", segment
        )
        if purpose:
            domain &= Domain("purpose", "=", purpose)
        if channels:
            domain &= Domain("channel_ids", "in", [False, *channels.ids])
        scripts = self.search(domain)
        return scripts.sorted(
            lambda script: -bool(script.tier_ids) - bool(script.segment_ids)
        )

    def _render_for(self, partner):
        """Return the text about a contact, with the rights of the reader (Markup).

        A text that can't be rendered says so: it must not keep anybody from work.
        """
        self.ensure_one()
        partner.check_access("read")
        if not partner or not self.body:
            return Markup()
        try:
            return self._render_field("body", partner.ids)[partner.id]
        except (AccessError, UserError) as error:
            return Markup("<p class='text-danger'>%s</p>") % self.env._(
                "This script can't be read on %(contact)s: %(reason)s",
                contact=partner.display_name,
                reason=str(error),
            )
