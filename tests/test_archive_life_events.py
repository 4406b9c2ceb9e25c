from datetime import date

from odoo.tests import tagged

from .date_common import DateCommon


@tagged("post_install", "-at_install")
class TestLifeEvent(DateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user("salesperson")
        cls.client = cls.customer(name="Client", user_id=cls.seller.id)
        cls.ann = cls.person(name="Ann", parent_id=cls.client.id)

    def event(self, text="2026-06-10", kind="illness", **vals):
        return self.date(text, vals.pop("person", self.ann), kind, **vals)

    def tasks(self, partner=None):
        return (partner or self.client).activity_ids

    def test_an_event_gives_the_salesperson_a_task_on_the_customer(self):
        self.event()
        task = self.tasks()
        self.assertEqual((task.user_id, task.res_id), (self.seller, self.client.id))
        self.assertEqual(task.date_deadline, date(2026, 6, 17))
        phone = self.env.ref("mail.mail_activity_data_call")
        self.assertEqual(task.activity_type_id, phone)

    def test_the_task_says_no_more_than_that_there_is_a_reason(self):
        for kind in ("illness", "hardship", "bereavement"):
            self.event(kind=kind, name="Cancer", note="Told by her doctor")
        for task in self.tasks():
            self.assertEqual(task.summary, "Get in touch, see the archive: Ann")
            self.assertFalse(task.note)

    def test_without_a_salesperson_whoever_enters_it_gets_the_task(self):
        free, user = self.person(name="Free"), self.user("salesperson")
        vals = {"partner_id": free.id, "kind_id": self.kind("illness").id}
        dates = self.env["care.date"].with_user(user)
        dates.create({"text": "2026-06-10", **vals})
        self.assertEqual(self.tasks(free).user_id, user)

    def test_the_task_of_an_archived_salesperson_goes_to_whoever_enters_it(self):
        self.seller.active = False
        user = self.user("salesperson")
        vals = {"partner_id": self.ann.id, "kind_id": self.kind("illness").id}
        self.env["care.date"].with_user(user).create({"text": "2026-06-10", **vals})
        self.assertEqual(self.tasks().user_id, user)

    def test_a_planned_event_is_due_on_its_day(self):
        self.event("2026-09-01", "wedding")
        self.assertEqual(self.tasks().date_deadline, date(2026, 9, 1))

    def test_what_is_long_past_or_a_mere_anniversary_gives_no_task(self):
        self.event("2010-06-10")
        self.event("2010-09-01", "wedding")
        self.event("9/2", "wedding")
        self.event("6/10", "birthday")
        self.assertFalse(self.tasks())

    def test_an_event_of_an_unknown_year_happened_now(self):
        self.event("6/10")
        self.assertTrue(self.tasks())

    def test_a_secret_relation_gives_no_task_and_no_mourning(self):
        vals = {"other_name": "X", "is_secret": True}
        relation = self.env["care.relation"].create(
            {
                "partner_id": self.ann.id,
                "kind_id": self.env.ref("crm_customer_care.relation_kind_friend").id,
                **vals,
            }
        )
        self.event(kind="bereavement", relation_id=relation.id)
        self.assertFalse(self.tasks())
        self.assertFalse(self.ann.care_bereaved_until)

    def test_many_events_make_their_tasks_in_a_few_queries(self):
        kind = self.kind("illness")
        vals = {"kind_id": kind.id, "partner_id": self.ann.id, "text": "2026-06-10"}
        self.event("2026-06-09")
        self.env.flush_all()
        with self.assertQueryCount(60):
            self.env["care.date"].create([{**vals, "name": str(n)} for n in range(50)])
            self.env.flush_all()
        self.assertEqual(len(self.tasks()), 51)

    def test_mourning_lasts_as_long_as_the_policy_says(self):
        self.policy.bereavement_days = 100
        self.event("2026-06-10", "bereavement")
        self.assertEqual(self.ann.care_bereaved_until, date(2026, 9, 18))

    def test_mourning_is_never_shortened(self):
        self.ann.care_bereaved_until = "2028-01-01"
        self.event("2026-06-10", "bereavement")
        self.assertEqual(self.ann.care_bereaved_until, date(2028, 1, 1))

    def test_mourning_long_over_is_not_entered(self):
        self.event("2020-06-10", "bereavement")
        self.assertFalse(self.ann.care_bereaved_until)

    def test_a_corrected_day_corrects_mourning(self):
        event = self.event("2026-06-01", "bereavement")
        event.day = 14
        self.assertEqual(self.ann.care_bereaved_until, date(2027, 6, 14))
