import csv
from pathlib import Path

from odoo.exceptions import AccessError, MissingError

from .security_common import OPERATIONS, ROLES, SecurityCommon
from .security_world import ADDON

TABLE = Path(__file__).parent / "data" / "rights.csv"
# rows of a figure that the context names, see the tests of performance items
EMPTY = {"care.kpi.line"}
NAMES = {"o": "own", "t": "of the team", "f": "of others", "x": "of another company"}


class TestSecurityRights(SecurityCommon):
    """tests/data/rights.csv says who may do what with every model.

    A cell has a word for read, write, create, unlink: the letters of the records that
    the role reaches, o own, t of the team, f of others, x of another company; or -.
    """

    def test_everybody_reaches_what_the_table_says(self):
        with TABLE.open(encoding="utf-8") as file:
            table = {row.pop("model"): row for row in csv.DictReader(file)}
        found = self.read_rights()
        missing = [
            f"{model} has no row in {TABLE.name}: say who may do what with it. It is "
            f"now: {','.join([model, *cells.values()])}"
            for model, cells in found.items()
            if model not in table
        ]
        self.assertEqual(missing, [], "\n".join(missing))
        self.assertEqual(sorted(table), sorted(found), "Take out models that are gone.")
        wrong = [
            f"{model}, {role}: {found[model][role]}, but the table says {wanted}"
            for model, row in table.items()
            for role, wanted in row.items()
            if found[model][role] != wanted
        ]
        self.assertEqual(wrong, [], "\n".join(wrong))

    def test_every_model_has_a_record_of_everybody(self):
        lonely = [
            f"{model}: none {NAMES[kind]}"
            for model, records in self.records.items()
            for kind in self.places
            if kind not in records and model not in EMPTY
        ]
        self.assertEqual(lonely, [])

    def test_searches_find_what_may_be_read(self):
        for role in ROLES:
            user = self.take_role(role)
            for model, records in self.records.items():
                rows = self.see(self.env[model], user)
                seen = {kind: rows.browse(one.id) for kind, one in records.items()}
                may = {
                    one.id for kind, one in seen.items() if self.may(kind, one, "read")
                }
                ids = [one.id for one in records.values()]
                with self.subTest(role=role, model=model):
                    self.assertEqual(self.find(rows, ids), may)

    # what the tests ask
    def read_rights(self):
        """{model: {role: cell}}"""
        rights = {model: {} for model in sorted({*self.records, *self.extended()})}
        for role in ROLES:
            user = self.take_role(role)
            for model, cells in rights.items():
                cells[role] = self.cell(model, user)
        return rights

    def extended(self):
        """Models of Odoo that the addon gives rights on."""
        data = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "in", ["ir.rule", "ir.model.access"])]
        )
        models = set()
        for name in ("ir.rule", "ir.model.access"):
            own = data.filtered(lambda one, name=name: one.model == name)
            found = self.env[name].browse(own.mapped("res_id"))
            models |= set(found.model_id.mapped("model"))
        return models

    def cell(self, model, user):
        rows = self.see(self.env[model], user)
        records = self.records.get(model)
        words = []
        for operation in OPERATIONS:
            if not rows.browse().has_access(operation):
                words.append("-")
            elif records is None:
                words.append("*")
            else:
                words.append(
                    "".join(
                        kind
                        for kind, record in records.items()
                        if self.may(kind, rows.browse(record.id), operation)
                    )
                    or "-"
                )
        return " ".join(words)

    def may(self, kind, record, operation):
        try:
            if not record.has_access(operation):
                return False
        except MissingError:
            # an analysis has rows of the chosen companies only
            return False
        # and its ids are places in a list
        owner = "company_id" in record._fields and record.sudo().company_id
        return record._auto or owner in (False, self.places[kind].company)

    def see(self, model, user):
        context = {"allowed_company_ids": self.company.ids, "active_test": False}
        return model.with_user(user).with_context(**context)

    def find(self, rows, ids):
        try:
            return set(rows.search([("id", "in", ids)]).ids)
        except AccessError:
            return set()
