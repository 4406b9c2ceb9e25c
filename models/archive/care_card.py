from odoo import api, fields, models
from odoo.tools import format_date


class CareCard(models.Model):
    """A card as it was printed one day: it says what its printer could see then.

    So it is for that one and for those who see all; a card without anything
    confidential is for everybody who may see the customer's profile. Rules say so.
    """

    _name = "care.card"
    _description = "Copy of a Customer Card"
    _inherit = ["care.profile.link"]
    _order = "date desc, id desc"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    date = fields.Date(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Kept by", required=True, readonly=True, index=True
    )
    lang = fields.Char(string="Language", readonly=True)
    is_confidential = fields.Boolean(
        string="Confidential",
        readonly=True,
        help="It holds confidential facts: only who kept it, managers and auditors may "
        "open it.",
    )
    person_names = fields.Text(
        string="Persons", readonly=True, help="Who stands on the card."
    )
    file = fields.Binary(string="Card", required=True, readonly=True)
    filename = fields.Char(compute="_compute_filename")

    @api.model_create_multi
    def create(self, vals_list):
        cards = super().create(vals_list)
        cards.partner_id._leave_care_trace()
        return cards

    @api.depends("partner_id", "date")
    def _compute_filename(self):
        for card in self:
            name = f"{card._get_customer_name()} {card.date}.pdf"
            card.filename = name.replace("/", "-")

    @api.depends("partner_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for card in self:
            day = format_date(self.env, card.date)
            card.display_name = f"{card._get_customer_name()} {day}"

    def _get_customer_name(self):
        # sudo: a copy may be open to who may not read the contact any more
        return self.partner_id.sudo().name

    def _get_privacy_names_only(self, people, name):
        # no name can be taken out of a printed card
        return False

    def action_open(self):
        """Show the copy in the browser."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.filename}",
            "target": "new",
        }
