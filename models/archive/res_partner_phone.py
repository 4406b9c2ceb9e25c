from odoo import api, models, tools
from odoo.tools import SQL

from ...tools.phone_number import digits, international, spellings

DIGITS = SQL(r"regexp_replace(p.phone, '\D', '', 'g')")


class ResPartner(models.Model):
    """Contacts by their phones, in whatever way these are typed."""

    _inherit = "res.partner"

    _care_phone_digits_idx = models.Index(
        r"(regexp_replace(phone, '\D', '', 'g')) WHERE phone IS NOT NULL"
    )

    @api.model
    @tools.ormcache()
    def _get_care_phone_codes(self):
        # sudo: codes of countries are no secret
        countries = self.env["res.country"].sudo().search([("phone_code", "!=", 0)])
        return frozenset(map(str, countries.mapped("phone_code")))

    @api.model
    def _read_care_phone(self, phone, country):
        """Return the digits that a phone of a country is known by."""
        if not digits(phone):
            return frozenset()
        country = country or self.env.company.country_id
        # as Odoo writes it, where the library of phone numbers is installed
        official = self._phone_format(number=phone, country=country)
        return self._tell_care_phone(phone, official, country.phone_code)

    @api.model
    def _tell_care_phone(self, phone, official, code):
        """Return the digits of a phone: as it is typed, and with its country."""
        code = code or self.env.company.country_id.phone_code
        return frozenset((digits(phone), international(official or phone, code)))

    @api.model
    def _spell_care_phone(self, numbers):
        """Return what stands for these phones in the columns of a contact `p`."""
        codes = self._get_care_phone_codes()
        typed = set().union(*(spellings(number, codes) for number in numbers))
        official = {f"+{number}" for number in numbers}
        return [(DIGITS, typed), (SQL("p.phone_sanitized"), official)]

    @api.model
    def _get_care_phone_condition(self, numbers):
        """Rows of `res_partner p` that may have one of these phones."""
        return SQL(" OR ").join(
            [
                SQL("%s IN %s", column, tuple(values))
                for column, values in self._spell_care_phone(numbers)
            ]
        )
