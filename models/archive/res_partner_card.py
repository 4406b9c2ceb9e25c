import base64

from odoo import fields, models
from odoo.exceptions import AccessError

from ..classification.profile_label import cached, fill
from ..classification.res_partner import CARE_READER

REPORT = "crm_customer_care.care_card"


class ResPartner(models.Model):
    """The card of a customer, printed or kept with the date of the day."""

    _inherit = "res.partner"

    care_card_ids = fields.One2many(
        "care.card", "partner_id", string="Kept Cards", groups=CARE_READER
    )
    care_card_count = fields.Integer(
        string="Number of Kept Cards",
        compute="_compute_care_card_count",
        compute_sudo=False,
        groups=CARE_READER,
    )

    def _compute_care_card_count(self):
        customers = self.commercial_partner_id
        groups = []
        if customers._has_care_trace("card"):
            groups = self.env["care.card"]._read_group(
                [("partner_id", "in", customers.ids)], ["partner_id"], ["__count"]
            )
        counts = {customer.id: count for customer, count in groups}
        [owners] = cached(self, "commercial_partner_id")
        numbers = [counts.get(owner, 0) for owner in owners]
        fill(self._fields["care_card_count"], self, numbers)

    def action_print_care_card(self):
        """Print the cards of the customers to whom the contacts belong."""
        report = self.env.ref("crm_customer_care.care_card_report")
        return report.report_action(self.commercial_partner_id, config=False)

    def action_keep_care_card(self):
        """Keep the customers' cards of today and show all that are kept of them."""
        if not self.env.user.has_group("crm_customer_care.group_user"):
            raise AccessError(
                self.env._("Cards are kept by those who look after customers.")
            )
        report = self.env["report.crm_customer_care.care_card"]._as_reader()
        customers = report._get_customers(self.ids)
        cards = report._care_card_values(customers)
        # sudo: a copy is written by this method only
        self.env["care.card"].sudo().create(
            [
                customer._prepare_care_card_values(cards[customer.id])
                for customer in customers
            ]
        )
        return customers.action_open_care_cards()

    def _prepare_care_card_values(self, card):
        pdf, _type = self.env["ir.actions.report"]._render_qweb_pdf(REPORT, self.ids)
        return {
            "partner_id": self.id,
            "company_id": self.env.company.id,
            "date": fields.Date.context_today(self),
            "user_id": self.env.uid,
            "lang": card["lang"],
            "is_confidential": card["is_confidential"],
            "person_names": "\n".join(person["name"] for person in card["persons"]),
            "file": base64.b64encode(pdf),
        }

    def action_open_care_cards(self):
        """Open the kept cards of the contacts' customers."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_customer_care.care_card_action"
        )
        customers = self.commercial_partner_id
        return {**action, "domain": [("partner_id", "in", customers.ids)]}
