from datetime import datetime, time
from random import Random

from dateutil.relativedelta import relativedelta

from odoo import models

CHANCE = 11
MONTHS = 12
# days between two contacts, by how much one cares for such a customer
PACES = {"key": 16, "important": 38, "general": 75, "prospect": 21}
# customers whom nobody has talked to for as many days
SILENT = {"dormant": 230, "lost": 300}
# UTC: afternoon in China, morning in Europe
HOURS = range(7, 10)


class CareDemo(models.AbstractModel):
    """A year of contacts: many with key customers, few with the others."""

    _inherit = "care.demo"

    def _create_sequel(self, story):
        result = super()._create_sequel(story)
        chance, texts = Random(CHANCE), self._read_rows("care_demo_touch")
        vals_list = []
        for row in story.rows:
            for days in self._choose_days(story, row, chance):
                text = chance.choice(texts)
                vals = self._prepare_touch_values(story, row, text, chance)
                moment = self._choose_moment(story, days, chance)
                vals_list.append({**vals, "date": moment})
        self.env["care.touch"].create(vals_list)
        self._create_needs(story)
        return result

    def _choose_days(self, story, row, chance):
        """Days ago on which somebody talked to a customer."""
        pace = PACES[self._get_pace(story, row)]
        days = chance.randint(1, pace)
        days = max(days, SILENT.get(row["pattern"], 0))
        while days < MONTHS * 30:
            yield days
            days += max(chance.randint(pace // 2, pace * 3 // 2), 1)

    def _get_pace(self, story, row):
        profile = self._get_profile(story, row["key"])
        if not profile.tier_id:
            return "prospect"
        places = profile.tier_id.policy_id.tier_ids.ids
        place = places.index(profile.tier_id.id)
        return ("key", "important", "general")[min(place, 2)]

    def _choose_moment(self, story, days, chance):
        day = story.today - relativedelta(days=days)
        moment = time(chance.choice(HOURS), chance.choice((0, 15, 30, 45)))
        return datetime.combine(day, moment)

    def _prepare_touch_values(self, story, row, text, chance):
        customer = story.customers[row["key"]]
        is_chinese = row["country"] in ("CN", "TW")
        return {
            "partner_id": chance.choice(customer.child_ids or customer).id,
            "company_id": story.company.id,
            "user_id": story.users[row["user"]].id,
            "channel_id": self.env.ref(
                f"crm_customer_care.channel_{text['channel']}"
            ).id,
            "summary": text["chinese" if is_chinese else "english"],
            "effective": bool(text["effective"]),
            "duration": chance.choice((0.25, 0.5, 1)),
            "satisfaction": chance.choice(("4", "5", "3", False, False)),
        }

    def _create_needs(self, story):
        """Needs found in the latest contacts, one of them an opportunity by now."""
        for row in self._read_rows("care_demo_need"):
            customer = story.customers[row["customer"]]
            touch = self.env["care.touch"].search(
                [("commercial_partner_id", "=", customer.id)], limit=1
            )
            need = self.env["care.need"].create(
                {
                    "name": row["name"],
                    "kind": row["kind"],
                    "touch_id": touch.id,
                    "user_id": touch.user_id.id,
                }
            )
            if row["state"] == "opportunity":
                need.action_create_lead()
                need.lead_id.expected_revenue = 60000
            else:
                need.state = row["state"]
