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

    def _find_care_doubles(self):
        """Return whether anybody else has the e-mail, and who has the phone: mostly
        nobody has, and by what rules they are seen need not be found out."""
        conditions = []
        numbers = self._read_care_phone(self.phone, self.country_id)
        if self.email_normalized:
            conditions.append(SQL("p.email_normalized = %s", self.email_normalized))
        if numbers:
            conditions.append(self._get_care_phone_condition(numbers))
        if not conditions:
            return False, []
        self.flush_model(["email_normalized", "phone", "phone_sanitized", "country_id"])
        rows = self.env.execute_query(
            SQL(
                """SELECT p.id, p.email_normalized, p.phone, p.phone_sanitized,
                          c.phone_code
                     FROM res_partner p LEFT JOIN res_country c ON c.id = p.country_id
                    WHERE p.id <> %s AND (%s)""",
                self._origin.id or 0,
                SQL(" OR ").join(conditions),
            )
        )
        has_double = any(email == self.email_normalized for _id, email, *_phone in rows)
        return has_double and bool(self.email_normalized), [
            number
            for number, _email, *phone in rows
            if not numbers.isdisjoint(self._tell_care_phone(*phone))
        ]
