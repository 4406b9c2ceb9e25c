from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

ORDER = ("acknowledged", "assessed", "investigating", "proposed", "communicated")
# how far the complaints of a step have come
WAY = {
    "acknowledged": ORDER[:1],
    "waiting": ORDER[:1],
    "assessed": ORDER[:2],
    "investigating": ORDER[:3],
    "communicated": ORDER,
    "options": (*ORDER, "options"),
    "closed": (*ORDER, "accepted"),
}
HOUR = timedelta(hours=1)


class CareDemo(models.AbstractModel):
    """Some customers complain, one of them an hour ago."""

    _inherit = "care.demo"

    @api.model
    def _create_story(self, company=None):
        story = super()._create_story(company)
        if story:
            # quiet, and with the rights of who tells the story
            demo = self.with_env(story.team.env)
            for row in demo._read_rows("care_demo_complaint"):
                demo._create_complaint(story, row)
            # who complains is in another segment by now
            demo.env["care.profile"]._refresh(story.company)
        return story

    def _create_complaint(self, story, row):
        customer, kind = story.customers[row["customer"]], row["kind"]
        received = fields.Datetime.now() - HOUR * int(row["hours"])
        cause = f"crm_customer_care.care_complaint_cause_{row['cause']}"
        complaint = self.env["care.complaint"].create(
            {
                "partner_id": (customer.child_ids[:1] or customer).id,
                "company_id": story.company.id,
                "user_id": story.users[row["user"]].id,
                "received_date": received,
                "channel_id": self.env.ref("crm_customer_care.channel_phone").id,
                "cause_id": row["cause"] and self.env.ref(cause).id,
                "wanted_remedy": row["wanted"],
                "apology_note": row["apology"],
                **{name: row[name] for name in ("kind", "severity", "subject")},
                **{name: row[name] for name in ("proposal", "remedy")},
            }
        )
        self._add_promises(complaint, row)
        if kind == "complaint":
            self._handle_complaint(complaint, row)
        elif row["step"] == "closed":
            complaint.action_close()

    def _add_promises(self, complaint, row):
        if row["promise"]:
            day = fields.Date.today() + timedelta(days=2)
            vals = {"name": row["promise"], "limit": row["proposal"] or row["wanted"]}
            complaint.promise_ids = [Command.create({**vals, "promise_date": day})]
        if row["amount"]:
            vals = {"kind": "discount", "amount": float(row["amount"])}
            complaint.compensation_ids = [Command.create(vals)]

    def _handle_complaint(self, complaint, row):
        """Go as far as the complaint has come; what was said was said in time."""
        step, received = row["step"], complaint.received_date
        way = WAY.get(step, ())
        if way:
            complaint._meet_clock("acknowledge", received + HOUR / 2)
        if len(way) > 1:
            complaint._note_response(received + HOUR)
        if step == "closed":
            complaint._meet_clock("resolve", received + 20 * HOUR)
        for state in way:
            complaint.state = state
        if step == "waiting":
            complaint.action_pause("customer")
        elif step == "closed":
            complaint.action_close()
            complaint.closed_date = received + 20 * HOUR
