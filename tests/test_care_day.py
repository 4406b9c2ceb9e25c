import json

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCareDay(CadenceCommon):
    """Monday, 1 June 2026."""

    def day(self, user=None, team=False):
        self.env.flush_all()
        days = self.env["care.day"].with_user(user or self.owner)
        return days.get_day(team)

    def sections(self, **options):
        return {row["code"]: row for row in self.day(**options)["sections"]}

    def titles(self, code, **options):
        section = self.sections(**options).get(code, {"items": []})
        return [item["title"] for item in section["items"]]

    def talked(self, name, day, tier="Key", **vals):
        """A customer of the owner with whom somebody talked on a day."""
        customer = self.known(tier, name=name, **vals)
        self.touch(customer, f"{day} 10:00:00", user_id=self.owner.id)
        return customer

    def meeting(self, *people, **vals):
        return (
            self.env["calendar.event"]
            .with_user(self.owner)
            .create(
                {
                    "name": "Review",
                    "start": "2026-06-01 08:00:00",
                    "stop": "2026-06-01 09:00:00",
                    "partner_ids": [Command.set([person.id for person in people])],
                    **vals,
                }
            )
        )

    def test_planned_contacts_are_overdue_or_of_today_or_of_the_next_days(self):
        self.cadence(ideal=14, longest=30)
        self.talked("Long ago", "2026-04-20")
        self.talked("On Sunday", "2026-05-17")
        self.talked("Now", "2026-05-18")
        self.talked("On Friday", "2026-05-22")
        self.talked("Lately", "2026-05-30")
        self.plan()
        self.assertEqual(self.titles("overdue"), ["Long ago"])
        # due on a Sunday, planned for Monday: nobody is late yet
        self.assertEqual(self.titles("today"), ["On Sunday", "Now"])
        self.assertEqual(self.titles("next"), ["On Friday"])

    def test_what_was_planned_for_yesterday_is_overdue(self):
        self.cadence(ideal=14, longest=30)
        self.talked("Now", "2026-05-18")
        self.plan()
        with freeze_time("2026-06-02 12:00:00"):
            [item] = self.sections()["overdue"]["items"]
        self.assertEqual((item["title"], item["late"]), ("Now", 1))

    def test_a_contact_made_leaves_the_list_and_counts_as_done(self):
        self.cadence(ideal=14, longest=30)
        customer = self.talked("Now", "2026-05-18")
        self.plan()
        self.touch(customer, "2026-06-01 09:00:00", user_id=self.owner.id)
        day = self.day()
        self.assertEqual(day["done"]["count"], 1)
        self.assertEqual([row["code"] for row in day["sections"]], ["logged"])

    def test_overdue_contacts_stand_by_tier_the_best_first(self):
        self.cadence("General", ideal=14, longest=30)
        self.cadence("Key", ideal=14, longest=30, sequence=1)
        self.talked("Birch", "2026-04-10", "General")
        self.talked("Alder", "2026-04-20", "Key")
        self.plan()
        section = self.sections()["overdue"]
        groups = [(group["name"], group["count"]) for group in section["groups"]]
        self.assertEqual(groups, [("Key", 1), ("General", 1)])
        self.assertEqual(self.titles("overdue"), ["Alder", "Birch"])

    def test_an_item_tells_whom_to_call_and_when_somebody_did_last(self):
        self.cadence(channels="phone visit")
        customer = self.known(name="Alder")
        self.person(customer, name="Ms Ash", phone="+49 30 1234", care_do_not_call=True)
        self.touch(customer, "2026-05-18 10:00:00", "visit")
        self.plan()
        [item] = self.sections()["today"]["items"]
        self.assertEqual(item["phone"], "+49 30 1234")
        self.assertEqual(item["phone_name"], "Ms Ash")
        self.assertEqual(item["warning"], "Do not call.")
        last = (item["last"], item["last_channel"], item["last_letter"])
        self.assertEqual(last, ("2026-05-18", "Visit", "V"))
        self.assertEqual(item["tier"], "Key")
        self.assertEqual(item["subtitle"], "Phone, Visit")

    def test_dates_of_own_customers_within_a_week(self):
        own = self.customer(name="Alder", user_id=self.owner.id)
        other = self.customer(name="Birch", user_id=self.user().id)
        birthday = self.env.ref("crm_customer_care.date_kind_birthday").id
        for customer, day in [(own, 8), (own, 9), (other, 3)]:
            person = self.person(customer, name=f"Born {day}")
            self.env["care.date"].create(
                {
                    "partner_id": person.id,
                    "kind_id": birthday,
                    "text": f"1980-06-0{day}",
                }
            )
        [item] = self.sections()["dates"]["items"]
        self.assertEqual(item["title"], "Alder, Born 8")
        self.assertEqual(item["date"], "2026-06-08")
        self.assertEqual(item["subtitle"], "Birthday, 46 years")

    def test_needs_wait_for_an_opportunity(self):
        customer = self.customer(name="Alder", user_id=self.owner.id)
        need = self.need(customer, name="Second line")
        self.need(customer, name="Served", state="served")
        [item] = self.sections()["needs"]["items"]
        self.assertEqual(item["subtitle"], "Second line")
        need.with_user(self.owner).action_create_lead()
        self.assertNotIn("needs", self.sections())

    def test_archives_to_verify_until_they_are(self):
        profile = self.profile(self.known(name="Alder"))
        profile.verify_due_date = "2026-05-31"
        [item] = self.sections()["verify"]["items"]
        self.assertEqual((item["title"], item["late"]), ("Alder", 1))
        profile.with_user(self.owner).action_verify()
        self.assertNotIn("verify", self.sections())

    def test_meetings_of_today_without_a_log_are_logged_once(self):
        customer = self.known(name="Alder")
        person = self.person(customer, name="Ms Ash")
        me = self.owner.partner_id
        meeting = self.meeting(me, person)
        self.meeting(me, self.customer(name="No customer"))
        self.meeting(
            me, person, start="2026-06-01 15:00:00", stop="2026-06-01 16:00:00"
        )
        self.assertEqual(self.titles("meetings"), ["Alder, Ms Ash"])
        action = meeting.with_user(self.owner).action_log_care_touch()
        wizard = self.env["care.touch.log"].with_user(self.owner)
        wizard.with_context(**action["context"]).create({}).action_log()
        self.assertNotIn("meetings", self.sections())
        touch = customer.care_touch_ids | person.care_touch_ids
        self.assertEqual(touch.channel_id, self.channel("meeting"))
        self.policy.touch_active = True
        self.env["care.touch"]._sync_meetings(meeting.ids)
        self.assertEqual(customer.care_touch_ids | person.care_touch_ids, touch)

    def test_activities_done_today_without_a_log_are_logged_once(self):
        customer = self.known(name="Alder")
        self.env.ref("mail.mail_activity_data_call").care_channel_id = self.channel()
        activity = customer.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.owner.id, summary="Price"
        )
        activity.with_user(self.owner).action_done()
        self.assertEqual(self.titles("activities"), ["Alder"])
        action = activity.with_user(self.owner).action_log_care_touch()
        wizard = self.env["care.touch.log"].with_user(self.owner)
        wizard.with_context(**action["context"]).create({}).action_log()
        self.assertNotIn("activities", self.sections())
        self.policy.touch_active = True
        activity._log_touches()
        self.assertEqual(customer.care_touch_ids.mapped("summary"), ["Price"])

    def test_every_count_is_that_of_the_list_that_it_opens(self):
        self.cadence(ideal=14, longest=30)
        for number in range(25):
            self.talked(f"Late {number}", "2026-04-20")
            self.talked(f"Now {number}", "2026-05-18")
        self.plan()
        customer = self.known(name="Alder")
        for number in range(8):
            self.need(customer, name=f"Need {number}")
        self.meeting(self.owner.partner_id, customer)
        call = self.env.ref("mail.mail_activity_data_call")
        call.care_channel_id = self.channel()
        for _number in range(7):
            customer.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.owner.id
            ).with_user(self.owner).action_done()
        for team in (False, True):
            self.assert_counts(self.day(self.user("sales_manager"), team), "manager")
        self.assert_counts(self.day(), "owner")

    def assert_counts(self, day, who):
        lists = [(day["done"]["count"], day["done"]["list"])]
        for part in [*day["sections"], *day["people"]]:
            for row in [part, *part.get("groups", ()), *part.get("cells", ())]:
                if "list" in row:
                    lists.append((row["count"], row["list"]))
        user = self.owner
        for count, opened in json.loads(json.dumps(lists)):
            found = self.env[opened["res_model"]].with_user(user)
            self.assertEqual(found.search_count(opened["domain"]), count, who)

    def test_more_customers_need_no_more_queries(self):
        self.cadence(ideal=14, longest=30)
        self.talked("First", "2026-05-18")
        self.plan()
        counts = []
        for number in range(2):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.day()
            counts.append(self.cr.sql_log_count - before)
            for other in range(10 if not number else 0):
                self.talked(f"Other {other}", "2026-05-18")
            self.plan()
        self.assertLessEqual(counts[1], counts[0] + 2)
        self.assertLess(counts[1], 50)
