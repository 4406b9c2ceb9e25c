from odoo import models
from odoo.fields import Command

CHANNEL = "crm_customer_care.channel_"
INTEREST = "crm_customer_care.interest_"


class CareDemo(models.AbstractModel):
    """What is known of people and customers, and who looks after them."""

    _inherit = "care.demo"

    def _create_past(self, story):
        result = super()._create_past(story)
        for row in self._read_rows("care_demo_person"):
            self._get_contact(story, row).write(self._prepare_archive_values(row))
        competitors = {}
        for row in self._read_rows("care_demo_account"):
            customer = story.customers[row["customer"]]
            customer.write(
                self._prepare_account_values(story, row, customer, competitors)
            )
        return result

    def _prepare_archive_values(self, row):
        interests = [self.env.ref(INTEREST + n).id for n in row["interests"].split()]
        return {
            "care_gender": row["gender"],
            "care_education": row["education"],
            "care_personality": row["personality"],
            "care_interest_ids": [Command.set(interests)],
            "care_gift_preferences": row["gifts"],
            "care_service_hints": row["hints"],
            "care_channel_id": self.env.ref(CHANNEL + row["channel"]).id,
            "care_frequency_days": int(row["interval"] or 0),
            "care_call_from": float(row["from"] or 0),
            "care_call_to": float(row["to"] or 0),
            "care_call_days": row["days"],
            "care_tz": row["zone"],
            "care_do_not_call": bool(row["no_call"]),
            "care_consent_ids": [
                Command.create(
                    {"channel_id": self.env.ref(CHANNEL + name).id, "state": state}
                )
                for state in ("given", "refused")
                for name in row[state].split()
            ],
        }

    def _prepare_account_values(self, story, row, customer, competitors):
        def people(names):
            wanted = names.split("; ")
            return customer.child_ids.filtered(lambda person: person.name in wanted)

        products = [story.products[int(n) - 1].id for n in row["products"].split()]
        rivals = [
            self._get_competitor(name, competitors).id
            for name in row["competitors"].split("; ")
            if name
        ]
        members = [text.split(":") for text in row["team"].split()]
        return {
            "care_need_level": row["need"],
            "care_yearly_spend": float(row["spend"] or 0),
            "care_product_ids": [Command.set(products)],
            "care_decision_maker_ids": [Command.set(people(row["deciders"]).ids)],
            "care_sponsor_id": people(row["sponsor"]).id,
            "care_competitor_ids": [Command.set(rivals)],
            "care_switching_barriers": row["barriers"],
            "care_team_ids": [
                Command.create({"role": role, "user_id": story.users[login].id})
                for role, login in members
            ],
        }

    def _get_competitor(self, name, competitors):
        if name not in competitors:
            partners = self.env["res.partner"]
            competitors[name] = partners.create({"name": name, "is_company": True})
        return competitors[name]
