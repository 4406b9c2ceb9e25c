from datetime import timedelta

from odoo import models

from ...tools import lunar


class CareDemo(models.AbstractModel):
    """Birthdays, foundings and what happened lately; days near today move with it."""

    _inherit = "care.demo"

    def _create_present(self, story):
        result = super()._create_present(story)
        rows = self._read_rows("care_demo_date")
        codes = [row["kind"] for row in rows]
        kinds = self.env["care.date.kind"].search([("code", "in", codes)])
        kinds = {kind.code: kind.id for kind in kinds}
        self.env["care.date"].create(
            [
                {
                    "partner_id": self._get_contact(story, row).id,
                    "kind_id": kinds[row["kind"]],
                    "name": row["name"],
                    **self._prepare_day_values(story, row),
                }
                for row in rows
            ]
        )
        return result

    def _get_contact(self, story, row):
        customer = story.customers[row["customer"]]
        people = customer.child_ids.filtered(lambda p: p.name == row["person"])
        return people or customer

    def _prepare_day_values(self, story, row):
        if not row["days"]:
            return {"text": row["text"]}
        day = story.today + timedelta(days=int(row["days"]))
        if row["text"]:
            found = lunar.from_gregorian(day)
            return {"calendar": "lunar", "month": found.month, "day": found.day}
        # what lies before today happened this time
        year = day.year if day < story.today else 0
        return {
            "month": day.month,
            "day": min(day.day, 28) if day.month == 2 else day.day,
            "year": int(row["year"] or year),
        }
