from odoo import api, models
from odoo.exceptions import ValidationError

from ...tools.sheet_columns import DATES

KEY = ("partner_id", "kind_id", "calendar", "month", "day", "leap_month")


class CareImportDate(models.AbstractModel):
    _name = "care.import.date"
    _description = "Import of Dates"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = DATES
    _care_model = "care.date"
    _care_fields = {"kind": "kind_id", "label": "name", "note": "note"}

    @api.model
    def _match(self, lines, run):
        found = self._find_who(lines)
        for line in found:
            self._prepare_date(line, found[line].id)
        self._match_relatives([line for line in found if not line.is_rejected])
        lines = [line for line in found if not line.is_rejected]
        dates = self.env["care.date"].search(
            [("partner_id", "in", [line.vals["partner_id"] for line in lines])]
        )
        known = {}
        for date in dates:
            key = (*(self._get_value(date, name) for name in KEY), date.relation_id.id)
            known.setdefault(key, []).append(date)
        for line in lines:
            key = tuple(line.vals[name] for name in KEY)
            same = known.setdefault((*key, line.vals.get("relation_id", False)), [])
            self._choose(line, same)

    @api.model
    def _prepare_date(self, line, partner_id):
        line.vals = {"partner_id": partner_id, **self._prepare_values(line)}
        text = line.values["date"]
        if line.values.get("calendar") == "lunar":
            text = f"lunar {text}"
        try:
            parts = self.env["care.date"]._prepare_text_values(text)
        except ValidationError as error:
            line.reject(str(error), "date")
            return
        if not parts["year"]:
            # what is known of the year stays
            del parts["year"]
        line.vals |= parts

    @api.model
    def _match_relatives(self, lines):
        """Find the relation whose date a line tells, by the name of the other one."""
        lines = [line for line in lines if line.values.get("relative")]
        relations = self.env["care.relation"].search(
            [
                "|",
                ("partner_id", "in", [line.vals["partner_id"] for line in lines]),
                ("other_id", "in", [line.vals["partner_id"] for line in lines]),
            ]
        )
        names = {}
        for relation in relations:
            one, other = relation.partner_id, relation.other_id
            names.setdefault((one.id, other.name or relation.other_name), []).append(
                relation.id
            )
            names.setdefault((other.id, one.name), []).append(relation.id)
        for line in lines:
            found = names.get((line.vals["partner_id"], line.values["relative"]), [])
            if len(found) == 1:
                line.vals["relation_id"] = found[0]
                continue
            line.reject(
                self.env._(
                    "there is no relation, or more than one, to “%(name)s”: enter it "
                    "first, or correct the name",
                    name=line.values["relative"],
                ),
                "relative",
            )

    @api.model
    def _choose(self, line, same):
        """The date of the same title, else one without; `same` are of one day."""
        title = line.vals.get("name")
        for date in [
            *(date for date in same if (date.name or None) == title),
            *(date for date in same if not title or not date.name),
        ]:
            line.record_id = date.id
            same.remove(date)
            return
