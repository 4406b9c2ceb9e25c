from datetime import timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Command

CHANCE = 5
# contacts of each salesperson that should have been made, that are for today, and how
# many of these were made already
LATE, TODAY, DONE = 2, 5, 1
MEETING = ("mei", "huaxin", "Review of the frame contract")
CALL = ("tom", "kestrel", "Asked for the figures of the next quarter")


class CareDemo(models.AbstractModel):
    """Contacts are planned since two months, and today is an ordinary day."""

    _inherit = "care.demo"

    @api.model
    def _create_story(self, company=None):
        story = super()._create_story(company)
        if story:
            # quiet, and with the rights of who tells the story
            demo = self.with_env(story.team.env)
            demo = demo.with_context(no_mail_to_attendees=True, dont_notify=True)
            demo._plan_contacts(story)
            for user in story.users.values():
                demo._live_today(story, user)
            demo._create_meeting(story)
            demo._create_call(story)
        return story

    def _plan_contacts(self, story):
        """Switch the planning on, as if that had happened two months ago."""
        policy = self.env["care.policy"]._get(story.company)
        policy.cadence_since = story.today - relativedelta(months=2)
        policy.cadence_active = True
        customers = self.env["res.partner"].union(*story.customers.values())
        self.env["care.revisit"]._replan(customers)

    def _live_today(self, story, user):
        """Some contacts were planned for other days than the planner of today knows."""
        revisits = self.env["care.revisit"].search(
            [
                ("company_id", "=", story.company.id),
                ("state", "=", "planned"),
                ("activity_user_id", "=", user.id),
            ],
            order="due_date, id",
        )
        late = revisits[:LATE]
        now = (revisits - late).filtered(lambda one: one.hard_date >= story.today)
        now = now[:TODAY]
        days = [(late, story.today - timedelta(days=2)), (now, story.today)]
        for part, day in days:
            part.activity_id._with_care_planner().date_deadline = day
        made = now.filtered(lambda one: not one.cadence_id.channel_ids)[:DONE]
        self._create_touches_today(story, made.partner_id)

    def _create_touches_today(self, story, customers):
        text, chance = self._read_rows("care_demo_touch")[0], Random(CHANCE)
        self.env["care.touch"].create(
            [
                self._prepare_touch_values(story, row, text, chance)
                for row in story.rows
                if story.customers[row["key"]] in customers
            ]
        )

    def _create_meeting(self, story):
        """A meeting of today that is not in the contact log yet."""
        login, key, name = MEETING
        user, customer = story.users[login], story.customers[key]
        stop = fields.Datetime.now().replace(minute=0, second=0)
        people = user.partner_id | customer.child_ids[:1]
        self.env["calendar.event"].create(
            {
                "name": name,
                "user_id": user.id,
                "start": stop - timedelta(hours=1),
                "stop": stop,
                "partner_ids": [Command.set(people.ids)],
            }
        )

    def _create_call(self, story):
        """A call made today that is not in the contact log yet."""
        login, key, summary = CALL
        activity = story.customers[key].activity_schedule(
            "mail.mail_activity_data_call",
            user_id=story.users[login].id,
            summary=summary,
        )
        activity.action_done()
