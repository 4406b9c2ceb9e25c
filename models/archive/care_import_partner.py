import re

from odoo import api, models
from odoo.tools import SQL, email_normalize

from ...tools.partner_match import Ambiguous, Candidate, Index, pick, plain_city

# the keys of a row about somebody, and of the other one in a relation
OWN = {key: key for key in ("id", "ref", "email", "phone", "name", "city")}
OTHER = {
    "id": "other_id",
    "ref": "other_ref",
    "email": "other_email",
    "phone": "other_phone",
    "name": "other",
}
CUSTOMER = {"ref": "customer_ref", "name": "customer"}
# an id is a number of four bytes
IDENTIFIER = re.compile(r"[0-9]{1,9}")
ONE_BY_ONE = dict.fromkeys(
    ("enable_seqscan", "enable_hashjoin", "enable_mergejoin"), "off"
)


class CareImportPartner(models.AbstractModel):
    """Finds the contacts that rows are about: one query for a chunk of rows."""

    _name = "care.import.partner"
    _description = "Contacts of Imported Sheets"

    @api.model
    def _load_candidates(self, *wanted):
        """Return the `Index` of all contacts that have one of the wanted values."""
        rows = self._find_rows(self._get_searches(wanted))
        partners = self.env["res.partner"]
        # who may not see a contact must not make a second one of it
        visible = partners.browse([row[0] for row in rows])
        visible = set(visible._filtered_access("read").ids)
        return Index(
            Candidate(
                *row[:3],
                partners._tell_care_phone(*row[3:6]) if row[3] else frozenset(),
                row[6],
                plain_city(row[7]),
                *row[8:],
                is_visible=row[0] in visible,
            )
            for row in rows
        )

    @api.model
    def _get_searches(self, wanted):
        """Pairs of a column of a contact `p` and the values that are wanted there."""
        columns = {
            "id": SQL("p.id"),
            "ref": SQL("p.ref"),
            "email": SQL("p.email_normalized"),
            "name": SQL("p.name"),
        }
        searches = [
            (column, {one[key] for one in wanted if one.get(key)})
            for key, column in columns.items()
        ]
        phones = set().union(*(one["phone"] for one in wanted if one.get("phone")))
        searches += self.env["res.partner"]._spell_care_phone(phones)
        return [(column, list(values)) for column, values in searches if values]

    @api.model
    def _find_rows(self, searches):
        """Rows of the contacts that one of the searches finds: values by the thousand
        are looked up one by one, the database would rather read all contacts."""
        if not searches:
            return []
        found = [
            SQL("SELECT p.id FROM unnest(%s) v JOIN res_partner p ON %s = v", *search)
            for search in ((values, column) for column, values in searches)
        ]
        self.env["res.partner"].flush_model()
        with self.env["care.profile"]._planned(ONE_BY_ONE):
            return self.env.execute_query(
                SQL(
                    """SELECT p.id, p.ref, p.email_normalized, p.phone,
                              p.phone_sanitized, c.phone_code, p.name, p.city,
                              p.is_company, COALESCE(p.commercial_partner_id, p.id),
                              p.active
                         FROM (%s) f JOIN res_partner p ON p.id = f.id
                         LEFT JOIN res_country c ON c.id = p.country_id
                        ORDER BY p.id""",
                    SQL(" UNION ").join(found),
                )
            )

    @api.model
    def _get_countries(self, customers):
        """Countries of the customers to whom lines belong, by line."""
        # sudo: where a customer is, only tells how its people write their phones
        owners = (
            self.env["res.partner"]
            .sudo()
            .browse({number for number in customers.values() if number})
        )
        countries = {owner.id: owner.country_id for owner in owners}
        return {line: countries.get(number) for line, number in customers.items()}

    @api.model
    def _get_wanted(self, line, keys, country=None):
        """Values of a row to find a contact by, as `pick` takes them; the country is
        that of its customer."""
        wanted = {key: line.values.get(column) for key, column in keys.items()}
        return {
            "id": self._read_identifier(wanted.get("id")),
            "ref": wanted.get("ref"),
            "email": email_normalize(wanted.get("email") or "") or None,
            "phone": self._read_phone(line, wanted.get("phone"), country),
            "name": wanted.get("name"),
            "city": plain_city(wanted.get("city")) or None,
        }

    @api.model
    def _read_phone(self, line, phone, country):
        own = line.values.get("country")
        if own:
            country = self.env["res.country"].browse(own)
        return phone and self.env["res.partner"]._read_care_phone(phone, country)

    @api.model
    def _read_identifier(self, text):
        """Id of a contact in a workbook that this database wrote, None of another."""
        number, _dash, mark = (text or "").partition("-")
        same = mark and mark == self._get_database_mark()
        return int(number) if same and IDENTIFIER.fullmatch(number) else None

    @api.model
    def _get_database_mark(self):
        # sudo: a few characters that tell one database from another
        parameters = self.env["ir.config_parameter"].sudo()
        return (parameters.get_param("database.uuid") or "")[:8]

    @api.model
    def _pick(self, line, index, wanted, fits, key="name"):
        """Return the candidate of a line, None for a new one or a refused line."""
        try:
            found = pick(index, wanted, fits)
        except Ambiguous as error:
            line.reject(
                self.env._(
                    "several contacts fit (%(names)s): give each a reference, and "
                    "write it here",
                    names=", ".join(error.names[:5]),
                ),
                key,
            )
            return None
        if found and (hindrance := self._hinder(found, wanted)):
            line.reject(hindrance, key)
            return None
        return found or None

    @api.model
    def _hinder(self, found, wanted):
        """Why a candidate can't be taken, None where it can."""
        if not found.is_visible:
            return self.env._(
                "“%(name)s” belongs to another company, or you may not see it",
                name=wanted.get("name") or wanted.get("ref") or found.name,
            )
        if not found.active:
            return self.env._(
                "“%(name)s” is archived: restore it first", name=found.name
            )
        return None

    @api.model
    def _find(self, lines, keys, is_company=None, customers=None, must=True):
        """Return the candidates that lines name in the columns of `keys`, by line.

        Found by name or phone they must belong to the customer of `customers`, ids by
        line. A line whose contact is unknown is refused if it `must` be there.
        """
        customers = customers or {}
        countries = self._get_countries(customers)
        wanted = {
            line: self._get_wanted(line, keys, countries.get(line)) for line in lines
        }
        index = self._load_candidates(*wanted.values())
        found = {}
        for line, values in wanted.items():
            fits = self._get_filter(is_company, customers.get(line))
            candidate = self._pick(line, index, values, fits, keys["name"])
            if candidate:
                found[line] = candidate
            elif must and not line.is_rejected:
                self._reject_unknown(line, values, keys)
        return found

    @api.model
    def _get_filter(self, is_company, customer_id):
        def fits(candidate, key):
            if is_company is not None and candidate.is_company != is_company:
                return False
            weak = key in ("phone", "name")
            return not (weak and customer_id) or candidate.customer_id == customer_id

        return fits

    @api.model
    def _reject_unknown(self, line, values, keys):
        shown = values["name"] or values["ref"] or values["email"]
        shown = shown or line.values.get(keys.get("phone"))
        line.reject(
            self.env._(
                "there is no contact “%(name)s”: correct it, or add it to the sheet of "
                "customers or persons",
                name=shown or line.values.get(keys["id"]),
            ),
            keys["name"],
        )

    @api.model
    def _find_who(self, lines):
        """Candidates that lines of dates, relations or deals are about, by line.

        With a name it's that person of the customer, without one the customer itself.
        """
        own = [line for line in lines if self._names_somebody(line, OWN)]
        known = {line for line in own if self._read_identifier(line.values.get("id"))}
        hosts = [
            line
            for line in lines
            if line not in known and self._names_somebody(line, CUSTOMER)
        ]
        owners = self._find(hosts, CUSTOMER, is_company=True)
        inside = {line: owner.customer_id for line, owner in owners.items()}
        own = [line for line in own if not line.is_rejected]
        found = {**owners, **self._find(own, OWN, customers=inside)}
        for line in lines:
            if line not in found and not line.is_rejected:
                line.reject(
                    self.env._("neither a name nor a customer: say who is meant")
                )
        return found

    @api.model
    def _names_somebody(self, line, keys):
        return any(
            line.values.get(column) for key, column in keys.items() if key != "city"
        )

    @api.model
    def _match_who(self, lines, names, domain=()):
        """Find the record of each line by its contact and the fields of these names;
        the domain says which records can be meant."""
        found = self._find_who(lines)
        keys = {}
        for line in found:
            if not line.is_rejected:
                line.vals = {"partner_id": found[line].id, **self._prepare_values(line)}
                keys[line] = tuple(line.vals[name] for name in ("partner_id", *names))
        people = [key[0] for key in keys.values()]
        records = self.env[self._care_model].search(
            [("partner_id", "in", people), *domain]
        )
        known = {
            tuple(self._get_value(record, name) for name in ("partner_id", *names)): (
                record.id
            )
            for record in records
        }
        self._take_known(keys, known)
