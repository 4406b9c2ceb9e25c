from odoo import api, models

from ...tools.sheet_columns import CONFIDENTIAL, PERSONS
from .care_import_partner import CUSTOMER
from .care_import_sheet import alive

# a person of a customer has the customer's address
ADDRESS = ("street", "street2", "city", "zip", "state", "country")


class CareImportPerson(models.AbstractModel):
    """The sheet of persons: of a customer, or customers themselves."""

    _name = "care.import.person"
    _description = "Import of Persons"
    _inherit = ["care.import.customer"]

    _care_sheet = PERSONS
    _care_is_company = False
    _care_fields = {
        "name": "name",
        "ref": "ref",
        "function": "function",
        "email": "email",
        "phone": "phone",
        "gender": "care_gender",
        "education": "care_education",
        "personality": "care_personality",
        "interests": "care_interest_ids",
        "gifts": "care_gift_preferences",
        "hints": "care_service_hints",
        "channel": "care_channel_id",
        "frequency": "care_frequency_days",
        "do_not_call": "care_do_not_call",
        "call_from": "care_call_from",
        "call_to": "care_call_to",
        "call_days": "care_call_days",
        "tz": "care_tz",
        "deceased": "care_deceased",
        "bereaved_until": "care_bereaved_until",
        "decision_maker": "care_is_decision_maker",
        "sponsor": "care_is_sponsor",
        **{column.key: f"care_{column.key}" for column in CONFIDENTIAL},
        "note": "comment",
    }

    @api.model
    def _match(self, lines, run):
        result = super()._match(lines, run)
        self._check_sponsors(alive(lines), run)
        return result

    @api.model
    def _check_sponsors(self, lines, run):
        """Refuse a second sponsor of a customer."""
        lines = [line for line in lines if line.values.get("sponsor")]
        lines = [line for line in lines if line.vals.get("parent_id")]
        parents = self.env["res.partner"].browse(
            [line.vals["parent_id"] for line in lines]
        )
        sponsors = run.lookups.setdefault("sponsor", {})
        # sudo: whose person somebody is, is no secret
        for line, parent in zip(lines, parents.sudo(), strict=True):
            first = sponsors.setdefault(parent.commercial_partner_id.id, line)
            if first is not line and first.values["name"] != line.values["name"]:
                line.reject(
                    self.env._(
                        "row %(row)s has the sponsor of this customer already: a "
                        "customer has one",
                        row=first.row,
                    ),
                    "sponsor",
                )

    @api.model
    def _get_customers(self, lines):
        lines = [line for line in lines if self._names_somebody(line, CUSTOMER)]
        unmoved = self._get_unmoved(lines)
        lines = [line for line in lines if line not in unmoved]
        found = self._find(lines, CUSTOMER, is_company=True)
        return unmoved | {line: candidate.id for line, candidate in found.items()}

    @api.model
    def _get_unmoved(self, lines):
        """Customers that persons known by their Odoo ID have already, by line."""
        numbers = {
            line: number
            for line in lines
            if (number := self._read_identifier(line.values.get("id")))
        }
        people = self.env["res.partner"].browse(numbers.values()).exists()
        parents = {
            person.id: person.parent_id for person in people._filtered_access("read")
        }
        return {
            line: parents[number].id
            for line, number in numbers.items()
            if number in parents
            and parents[number].name == line.values.get("customer")
            and (parents[number].ref or None) == line.values.get("customer_ref")
        }

    @api.model
    def _get_address_fields(self):
        fields = self.env["care.import.customer"]._care_fields
        return {key: fields[key] for key in ADDRESS}

    @api.model
    def _prepare_customer(self, line, customer_id):
        if customer_id:
            line.vals["parent_id"] = customer_id
        else:
            line.vals |= {
                name: line.values[key]
                for key, name in self._get_address_fields().items()
                if key in line.values
            }
        if "tz" in line.values:
            zones = self.env["res.partner"]._fields["care_tz"].get_values(self.env)
            if line.values["tz"] not in zones:
                line.reject(
                    self.env._(
                        "“%(zone)s” is no time zone: write it like Asia/Shanghai",
                        zone=line.values["tz"],
                    ),
                    "tz",
                )

    @api.model
    def _get_filter_of(self, customer_id, name, taken):
        if customer_id:
            # the commercial entity owns the person, wherever in it he works
            customer = self.env["res.partner"].browse(customer_id)
            # sudo: whose person somebody is, is no secret
            customer_id = customer.sudo().commercial_partner_id.id
        return super()._get_filter_of(customer_id, name, taken)

    @api.model
    def _make_candidate(self, line, wanted, customer_id):
        # sudo: whose person somebody is, is no secret
        customer = self.env["res.partner"].sudo().browse(customer_id or [])
        owner = customer.commercial_partner_id.id
        return super()._make_candidate(line, wanted, owner)
