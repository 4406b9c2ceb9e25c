from odoo import api, models

from ...tools.partner_match import Candidate
from ...tools.sheet_columns import CUSTOMERS
from .care_import_partner import OWN
from .care_import_sheet import alive

CONTEXT = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "mail_notrack": True,
}


class CareImportCustomer(models.AbstractModel):
    """The sheet of customers: companies."""

    _name = "care.import.customer"
    _description = "Import of Customers"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = CUSTOMERS
    _care_model = "res.partner"
    _care_is_company = True
    _care_fields = {
        "name": "name",
        "ref": "ref",
        "email": "email",
        "phone": "phone",
        "street": "street",
        "street2": "street2",
        "city": "city",
        "zip": "zip",
        "state": "state_id",
        "country": "country_id",
        "website": "website",
        "vat": "vat",
        "industry": "industry_id",
        "user": "user_id",
        "tags": "category_id",
        "need_level": "care_need_level",
        "hints": "care_service_hints",
        "yearly_spend": "care_yearly_spend",
        "competitors": "care_competitor_ids",
        "barriers": "care_switching_barriers",
        "products": "care_product_ids",
        "channel": "care_channel_id",
        "frequency": "care_frequency_days",
        "note": "comment",
    }

    @api.model
    def _import_lines(self, lines, run):
        self = self.with_context(**CONTEXT)
        result = super()._import_lines(lines, run)
        self.env["care.import.tier"]._take_tiers(alive(lines), run)
        return result

    @api.model
    def _match(self, lines, run):
        customers = self._get_customers(lines)
        lines = alive(lines)
        countries = self._get_countries(customers)
        wanted = {
            line: self._get_wanted(line, OWN, countries.get(line)) for line in lines
        }
        index = self._load_candidates(*wanted.values())
        taken = self._get_taken(index, wanted.values(), run)
        for line in lines:
            customer_id = customers.get(line)
            fits = self._get_filter_of(customer_id, wanted[line]["name"], taken)
            found = self._pick(line, index, wanted[line], fits)
            if line.is_rejected:
                continue
            line.vals = self._prepare_values(line)
            self._prepare_customer(line, customer_id)
            if found:
                self._take(line, found)
            else:
                line.vals["is_company"] = self._care_is_company
                index.add(self._make_candidate(line, wanted[line], customer_id))

    @api.model
    def _get_customers(self, lines):
        """Hook: ids of the customers to whom lines belong, by line."""
        return {}

    @api.model
    def _prepare_customer(self, line, customer_id):
        """Hook: values that follow from the customer of a line."""

    @api.model
    def _get_taken(self, index, wanted, run):
        """Ids of contacts that rows of the file name as they are: no row of another
        name means them, though it has their switchboard."""
        named = {
            candidate.id
            for values in wanted
            for key in ("email", "phone")
            for candidate in index.find(key, values[key])
            if candidate.name == values["name"]
        }
        return named | {
            number for model, number in run.claims if model == "res.partner"
        }

    @api.model
    def _get_filter_of(self, customer_id, name, taken):
        """A reference, or who he is, may show that it's the other kind of contact."""
        strong = self._get_filter(None, customer_id)
        weak = self._get_filter(self._care_is_company, customer_id)

        def fits(candidate, key):
            if key in ("id", "ref"):
                return strong(candidate, key)
            other = candidate.row or candidate.id in taken
            if key in ("email", "phone") and other and candidate.name != name:
                return False
            return weak(candidate, key)

        return fits

    @api.model
    def _take(self, line, found):
        if found.row:
            # this row would make the same contact a second time
            earlier = found.row
            self._settle_twin(line, earlier)
        elif found.is_company != self._care_is_company:
            line.reject(
                self.env._(
                    "“%(name)s” has this reference, and is no company", name=found.name
                )
                if self._care_is_company
                else self.env._(
                    "“%(name)s” has this reference, and is a company", name=found.name
                ),
                "ref",
            )
        else:
            line.record_id = found.id

    @api.model
    def _make_candidate(self, line, wanted, customer_id):
        return Candidate(
            **{**wanted, "id": None, "city": wanted["city"] or ""},
            is_company=self._care_is_company,
            customer_id=customer_id or 0,
            row=line,
        )
