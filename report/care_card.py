from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tools import format_date

EXPORT = "crm_customer_care.group_export"


class ReportCareCard(models.AbstractModel):
    """The card of a customer, as plain texts: a template gets no record to go on from.

    Reports may be rendered in sudo, and the address of a report is anybody's to call:
    every value is read with the rights of the user in front of it.
    """

    _name = "report.crm_customer_care.care_card"
    _description = "Customer Card"

    @api.model
    def _get_report_values(self, docids, data=None):
        reader = self._as_reader()
        customers = reader._get_customers(docids)
        cards = reader._care_card_values(customers)
        names = sorted({name for card in cards.values() for name in card if card[name]})
        self.env["care.export.log"]._log_export(
            "card", "res.partner", customers, names, self.env.company.name
        )
        return {
            "doc_ids": customers.ids,
            "doc_model": "res.partner",
            "cards": [cards[customer.id] for customer in customers],
        }

    def _as_reader(self):
        """This model with the rights and in the language of whoever asks."""
        user = self.env.user
        if self.env.uid == api.SUPERUSER_ID or not user._is_internal():
            raise AccessError(
                self.env._("Customer cards are for employees who log in as themselves.")
            )
        lang = self.env.context.get("lang") or user.lang or "en_US"
        context = {"lang": lang, "bin_size": False, "active_test": True}
        return self.with_user(user).with_context(**context)

    def _get_customers(self, docids):
        """Customers of some contacts, all of which the reader may read."""
        partners = self.env["res.partner"].browse(docids or ()).exists()
        partners.check_access("read")
        customers = partners.commercial_partner_id
        customers.check_access("read")
        if not customers:
            raise UserError(self.env._("Choose the customers whose card you want."))
        if len(customers) > 1 and not self.env.user.has_group(EXPORT):
            raise AccessError(
                self.env._(
                    "Print the cards one by one: taking out many customers at once "
                    "needs the right “Export customers”."
                )
            )
        return customers

    @api.model
    def _care_card_values(self, customers):
        """Return {id of a customer: {name: text or list of texts}} of its card.

        Areas extend it by what they know, read with the rights of the user.
        """
        today = Date.context_today(self)
        printed = self.env._(
            "Printed on %(date)s by %(user)s",
            date=format_date(self.env, today),
            user=self.env.user.name,
        )
        return {
            customer.id: {
                "lang": self.env.context["lang"],
                "name": customer.name,
                "company": self.env.company.name,
                "printed": printed,
            }
            for customer in customers
        }

    # texts

    def _get_facts(self, record, names):
        """Return [(label, text)] of the fields that the reader may read and that say
        something."""
        facts = []
        for name in names:
            field = record._fields[name]
            if record._has_field_access(field, "read"):
                text = self._to_text(record, field)
                if text:
                    facts.append((field._description_string(self.env), text))
        return facts

    def _to_text(self, record, field):
        value = record[field.name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value)
        if field.type == "date":
            return value and format_date(self.env, value)
        if field.type in ("many2many", "one2many"):
            return ", ".join(value.mapped("display_name"))
        if field.type == "many2one":
            # sudo: a link shows its name, here as in every form
            return value.sudo().display_name
        return value
