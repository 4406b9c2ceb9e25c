from datetime import datetime, time, timedelta

from odoo import models

BUDGETS = (200, 80)


class CareDemo(models.AbstractModel):
    """Gifts, an event that was held and one to come."""

    _inherit = "care.demo"

    def _create_sequel(self, story):
        result = super()._create_sequel(story)
        tiers = self.env["care.policy"]._get(story.company).tier_ids
        for tier, budget in zip(tiers, BUDGETS, strict=False):
            tier.gift_budget = budget
        self.env["care.gift"].create(
            [
                {
                    **self._prepare_demo_guest(story, row),
                    "company_id": story.company.id,
                    "user_id": story.customers[row["customer"]].user_id.id,
                    "name": row["name"],
                    "occasion": row["occasion"],
                    "cost": float(row["cost"]),
                    "date": story.today - timedelta(days=int(row["days"])),
                    "state": row["state"],
                    "is_talked": row["state"] == "given",
                    "is_needed": row["state"] == "given",
                }
                for row in self._read_rows("care_demo_gift")
            ]
        )
        self._create_invitations(story)
        return result

    def _create_invitations(self, story):
        events = {}
        for row in self._read_rows("care_demo_invitation"):
            if row["name"]:
                vals = self._prepare_invitation_values(story, row)
                events[row["event"]] = self.env["care.invitation"].create(vals)
            said = row["testimonial"]
            self.env["care.invitation.line"].create(
                {
                    **self._prepare_demo_guest(story, row),
                    "invitation_id": events[row["event"]].id,
                    "sent_by": row["sent"],
                    "reply": row["reply"],
                    "guests": int(row["guests"] or 0),
                    "is_attended": bool(row["attended"]),
                    "testimonial": said,
                    "may_quote": bool(said),
                }
            )

    def _prepare_invitation_values(self, story, row):
        days = int(row["days"])
        day = story.today - timedelta(days=days)
        tiers = self.env["care.policy"]._get(story.company).tier_ids
        return {
            "name": row["name"],
            "company_id": story.company.id,
            "user_id": story.team.user_id.id,
            "date": datetime.combine(day, time(13)),
            "location": row["location"],
            "cost": float(row["cost"]),
            "state": "done" if days > 0 else "open",
            "tier_ids": tiers.filtered("is_key").ids,
            "has_children": row["event"] == "family",
        }

    def _prepare_demo_guest(self, story, row):
        people = story.customers[row["customer"]].child_ids
        person = people.filtered(lambda person: person.name == row["person"])
        return {"partner_id": person.id}
