from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

CUSTOMER = {
    "res.partner": "id",
    "care.profile": "partner_id",
    "crm.lead": "partner_id",
    "sale.order": "partner_id",
}
# more warnings are not read
WARNED = 5
HISTORY = 3


class CareTouchLog(models.TransientModel):
    """The quick way into the contact log, for one contact or for many."""

    _name = "care.touch.log"
    _description = "Log a Contact"
    _inherit = ["care.touch.entry"]

    partner_id = fields.Many2one("res.partner", string="With")
    partner_ids = fields.Many2many("res.partner", string="With All of These")
    is_bulk = fields.Boolean(string="Many", compute="_compute_is_bulk")
    lead_id = fields.Many2one("crm.lead", string="Opportunity")
    phone = fields.Char(related="partner_id.phone")
    summary = fields.Char()
    effective = fields.Boolean(
        string="Reached",
        compute="_compute_effective",
        store=True,
        readonly=False,
        help="Off: nobody answered, so the last contact stays where it was.",
    )
    need = fields.Char(help="What the customer asked for, or will need.")
    need_kind = fields.Selection(
        selection=lambda self: (
            self.env["care.need"]._fields["kind"]._description_selection(self.env)
        ),
        required=True,
        default="stated",
    )
    warnings = fields.Html(compute="_compute_warnings", sanitize=False)
    history_ids = fields.Many2many(
        "care.touch", string="Last Contacts", compute="_compute_history_ids"
    )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        model = self.env.context.get("active_model")
        if values.get("partner_id") or model not in CUSTOMER:
            return values
        numbers = self.env.context.get("active_ids") or []
        if not numbers and self.env.context.get("active_id"):
            numbers = [self.env.context["active_id"]]
        records = self.env[model].browse(numbers).exists()
        partners = records.mapped(CUSTOMER[model])
        if model == "res.partner":
            partners = records
        if len(partners) > 1:
            values["partner_ids"] = [Command.set(partners.ids)]
        else:
            values["partner_id"] = partners.id
        if model == "crm.lead" and len(records) == 1:
            values["lead_id"] = records.id
        return values

    @api.depends("partner_ids")
    def _compute_is_bulk(self):
        for wizard in self:
            wizard.is_bulk = bool(wizard.partner_ids)

    @api.depends("partner_id")
    def _compute_channel_id(self):
        touches = self.env["care.touch"]
        mine = touches.search(
            [("user_id", "=", self.env.uid), ("source", "=", False)],
            order="id desc",
            limit=1,
        )
        for wizard in self:
            wizard.channel_id = (
                wizard.channel_id
                or wizard.partner_id.care_channel_id
                or mine.channel_id
                or self.env.ref("crm_customer_care.channel_phone", False)
            )

    @api.depends("channel_id")
    def _compute_effective(self):
        for wizard in self:
            wizard.effective = wizard.channel_id and wizard.channel_id._reaches()

    @api.depends("partner_id", "partner_ids")
    def _compute_warnings(self):
        for wizard in self:
            blocks = []
            for partner in wizard._get_partners()[:WARNED]:
                for warning in partner._origin._care_contact_warnings():
                    name = f"{partner.display_name}: " if wizard.is_bulk else ""
                    blocks.append(
                        Markup('<div class="alert alert-%s py-2 mb-2">%s%s</div>')
                        % (warning["level"], name, warning["text"])
                    )
            wizard.warnings = Markup().join(blocks) or False

    @api.depends("partner_id")
    def _compute_history_ids(self):
        touches = self.env["care.touch"]
        for wizard in self:
            customer = wizard.partner_id.commercial_partner_id
            wizard.history_ids = touches
            if customer:
                found = [("commercial_partner_id", "=", customer.id)]
                wizard.history_ids = touches.search(found, limit=HISTORY)

    def _get_partners(self):
        return self.partner_id | self.partner_ids

    def action_log(self):
        """Write the contact into the log, once for each of the chosen contacts."""
        self.ensure_one()
        partners = self._get_partners()
        if not partners:
            raise UserError(self.env._("Choose the customer whom you contacted."))
        touches = self.env["care.touch"].create(
            [self._prepare_touch_values(partner) for partner in partners]
        )
        if self.need:
            self.env["care.need"].create(
                [
                    {"name": self.need, "kind": self.need_kind, "touch_id": touch.id}
                    for touch in touches
                ]
            )
        return self._notify_logged(partners)

    def _prepare_touch_values(self, partner):
        vals = {
            "partner_id": partner.id,
            "channel_id": self.channel_id.id,
            "date": self.date,
            "duration": self.duration,
            "summary": self.summary,
            "note": self.note,
            "effective": self.effective,
            "satisfaction": self.satisfaction,
        }
        if self.lead_id:
            vals.update(res_model="crm.lead", res_id=self.lead_id.id)
        return vals

    def _notify_logged(self, partners):
        message = self.env._("Contact with %(name)s logged.", name=partners[0].name)
        if len(partners) > 1:
            message = self.env._(
                "Contacts with %(count)s customers logged.", count=len(partners)
            )
        return self._close_with(message)
