from datetime import timedelta

from odoo.fields import Command, Datetime
from odoo.tests import HttpCase, tagged

from .cadence_common import CadenceCommon

# days ago of the last contact, so that one is due too late, and three today
TALKED = {"Alder": 25, "Birch": 14, "Cedar": 14, "Dogwood": 14}


@tagged("post_install", "-at_install")
class TestCareDayTour(CadenceCommon, HttpCase):
    def setUp(self):
        super().setUp()
        self.today = self.policy._get_today()
        self.policy.cadence_since = self.today - timedelta(days=300)
        self.cadence(ideal=14, longest=20)
        self.customers = {name: self.talked(name, TALKED[name]) for name in TALKED}
        self.env["care.revisit"]._replan(self.env["res.partner"].union(*self.all))
        # whatever day of the week it is
        self.revisits().activity_id._with_care_planner().date_deadline = self.today

    @property
    def all(self):
        return self.customers.values()

    def talked(self, name, days):
        day = self.today - timedelta(days=300)
        customer = self.known(name=name, day=day, phone="+49 30 1234")
        moment = Datetime.now() - timedelta(days=days)
        self.touch(customer, moment, user_id=self.owner.id)
        return customer

    def add_the_rest(self):
        """A meeting to log, a need, and an archive to verify."""
        customer = self.known(name="Elm", day=self.today)
        self.need(customer, name="Second line", user_id=self.owner.id)
        self.profile(customer).verify_due_date = self.today
        now = Datetime.now()
        self.env["calendar.event"].with_user(self.owner).create(
            {
                "name": "Review",
                "start": now - timedelta(minutes=1),
                "stop": now,
                "partner_ids": [
                    Command.set((self.owner.partner_id | customer).ids),
                ],
            }
        )
        return customer

    def states(self):
        found = self.env["care.revisit"].search([("company_id", "=", self.company.id)])
        return {(one.partner_id.name, one.state) for one in found}

    def test_a_salesperson_works_through_the_day_until_nothing_is_left(self):
        elm = self.add_the_rest()
        self.start_tour("/odoo", "care_day", login=self.owner.login)
        self.env.invalidate_all()
        states = self.states()
        done = {(name, "done") for name in ("Alder", "Cedar")}
        self.assertLessEqual({*done, ("Dogwood", "skipped")}, states)
        [snoozed] = self.revisits(self.customers["Birch"])
        self.assertEqual(snoozed.due_date, self.today + timedelta(days=7))
        self.assertEqual(snoozed.reason, "Wants the new list first")
        touches = self.customers["Cedar"].care_touch_ids
        self.assertEqual(touches.mapped("effective"), [True, False, True])
        self.assertEqual(elm.care_touch_ids.channel_id, self.channel("meeting"))
        self.assertTrue(elm.care_need_ids.lead_id)
        self.assertEqual(self.profile(elm).verified_user_id, self.owner)
        day = self.env["care.day"].with_user(self.owner).get_day()
        codes = [section["code"] for section in day["sections"]]
        self.assertEqual(codes, ["next", "logged"])
