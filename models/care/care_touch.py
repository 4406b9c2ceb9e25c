from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import touch_sql

# a browser's clock may be ahead of ours
AHEAD = timedelta(hours=1)
CLOCK = {"partner_id", "company_id", "date", "channel_id", "effective"}


class CareTouch(models.Model):
    _name = "care.touch"
    _description = "Contact with a Customer"
    _inherit = ["care.contact.record", "care.kept.record", "care.profile.link"]
    _order = "date desc, id desc"
    _rec_name = "summary"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        help="The customer or the person there to whom we talked.",
    )
    commercial_partner_id = fields.Many2one(index=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date = fields.Datetime(
        required=True, index=True, default=lambda self: self._default_date()
    )
    duration = fields.Float(help="In hours.", aggregator="sum")
    channel_id = fields.Many2one(
        "care.channel", required=True, index=True, ondelete="restrict"
    )
    channel_color = fields.Integer(related="channel_id.color", aggregator=False)
    phone = fields.Char(related="partner_id.phone")
    contact_name = fields.Char(related="partner_id.name", string="Name of the Contact")
    user_id = fields.Many2one(
        "res.users",
        string="By",
        index="btree_not_null",
        default=lambda self: self.env.user,
        help="Who of us was in contact.",
    )
    summary = fields.Char()
    note = fields.Html()
    effective = fields.Boolean(
        compute="_compute_effective",
        store=True,
        readonly=False,
        precompute=True,
        help="The customer was reached: the last contact counts from here. Not for "
        "unanswered calls, for our own mail until it is answered, for greetings and "
        "gifts.",
    )
    is_incoming = fields.Boolean(
        string="From the Customer", help="The customer turned to us."
    )
    satisfaction = fields.Selection(
        [
            ("1", "Very dissatisfied"),
            ("2", "Dissatisfied"),
            ("3", "Neither"),
            ("4", "Satisfied"),
            ("5", "Very satisfied"),
        ]
    )
    product_usage = fields.Text(help="What the customer uses, and how it goes.")
    need_ids = fields.One2many("care.need", "touch_id", string="Needs")
    product_ids = fields.Many2many("product.product", string="Products Presented")
    # where an automatic touch comes from
    res_model = fields.Char(string="Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True
    )
    source = fields.Char(
        readonly=True, copy=False, help="Names the fact, so that none counts twice."
    )

    _commercial_partner_id_date_idx = models.Index("(commercial_partner_id, date)")
    _effective_idx = models.Index(
        "(commercial_partner_id, company_id, date DESC, id DESC) WHERE effective"
    )
    _satisfaction_idx = models.Index(
        "(company_id, commercial_partner_id, date) WHERE satisfaction IS NOT NULL"
    )
    _res_model_res_id_idx = models.Index("(res_model, res_id) WHERE res_id IS NOT NULL")
    _source_uniq = models.UniqueIndex(
        "(source) WHERE source IS NOT NULL", "This contact is in the log already."
    )

    @api.model
    def _default_date(self):
        return fields.Datetime.now().replace(second=0)

    @api.depends("channel_id", "is_incoming")
    def _compute_effective(self):
        for touch in self:
            channel = touch.channel_id
            touch.effective = channel and channel._reaches(touch.is_incoming)

    @api.depends("summary", "channel_id", "partner_id")
    def _compute_display_name(self):
        for touch in self:
            what = touch.summary or touch.channel_id.name
            names = (touch.partner_id.name, what)
            touch.display_name = ": ".join(name for name in names if name)

    @api.constrains("date")
    def _check_date(self):
        latest = fields.Datetime.now() + AHEAD
        if any(touch.date > latest for touch in self):
            raise ValidationError(
                self.env._(
                    "The log holds what has happened. Plan an activity for a contact "
                    "that is still to come."
                )
            )

    @api.constrains("duration")
    def _check_duration(self):
        if any(touch.duration < 0 for touch in self):
            raise ValidationError(self.env._("A contact can't last less than nothing."))

    @api.model_create_multi
    def create(self, vals_list):
        touches = super().create(vals_list)
        touches._refresh_last()
        touches.filtered("effective")._care_touches_logged()
        return touches

    def write(self, vals):
        if CLOCK.isdisjoint(vals):
            return super().write(vals)
        before = self.commercial_partner_id
        result = super().write(vals)
        self._refresh_last(before)
        return result

    def unlink(self):
        before = self.commercial_partner_id
        sources = [touch.source for touch in self if touch.source]
        result = super().unlink()
        if sources:
            self.env.cr.execute(touch_sql.remember_deleted(sources))
        self._refresh_last(before)
        return result

    def _refresh_last(self, others=None):
        """Recompute the last contact of the customers of these and of others."""
        customers = self.exists().commercial_partner_id | (
            others or self.env["res.partner"]
        )
        self.env["care.profile"]._refresh_touches(customers)

    def action_open_document(self):
        """Open the document that the contact was about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
