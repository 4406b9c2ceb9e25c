from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.fields import Date, Datetime
from odoo.tests import freeze_time, tagged

from .care_common import TouchCommon

NOTHING = ("False", False)


@freeze_time("2026-07-01")
@tagged("post_install", "-at_install")
class TestTouch(TouchCommon):
    def known(self, **vals):
        """A customer with a profile."""
        customer = self.customer(**vals)
        self.deal(customer)
        self.refresh()
        return customer

    def test_the_channel_says_what_reaches_a_customer(self):
        effective = {
            name: self.touch(channel=name).effective
            for name in ("phone", "mail", "meeting", "visit", "chat", "sms", "gift")
        }
        reached = {name for name, value in effective.items() if value}
        self.assertEqual(reached, {"phone", "meeting", "visit", "chat"})

    def test_a_mail_of_the_customer_reaches_us(self):
        self.assertTrue(self.touch(channel="mail", is_incoming=True).effective)

    def test_an_unanswered_call_is_no_contact(self):
        customer = self.known()
        self.touch(customer, effective=False)
        self.assertEqual(self.last(customer), NOTHING)

    def test_the_last_contact_is_the_latest_one(self):
        customer = self.known()
        self.touch(customer, "2026-06-10 08:00:00", "visit")
        self.assertEqual(self.last(customer), ("2026-06-10", "V"))
        self.touch(customer, "2026-06-12 08:00:00")
        self.assertEqual(self.last(customer), ("2026-06-12", "T"))

    def test_a_back_dated_contact_moves_nothing_backwards(self):
        customer = self.known()
        self.touch(customer, "2026-06-12 08:00:00")
        self.touch(customer, "2026-05-01 08:00:00", "visit")
        self.assertEqual(self.last(customer), ("2026-06-12", "T"))

    def test_edited_and_deleted_contacts_are_recomputed(self):
        customer = self.known()
        self.touch(customer, "2026-05-01 08:00:00", "visit")
        touch = self.touch(customer, "2026-06-12 08:00:00")
        touch.date = "2026-04-01 08:00:00"
        self.assertEqual(self.last(customer), ("2026-05-01", "V"))
        touch.date = "2026-06-20 08:00:00"
        self.assertEqual(self.last(customer), ("2026-06-20", "T"))
        touch.effective = False
        self.assertEqual(self.last(customer), ("2026-05-01", "V"))
        touch.effective = True
        touch.unlink()
        self.assertEqual(self.last(customer), ("2026-05-01", "V"))

    def test_a_contact_moved_to_another_customer_counts_there(self):
        first, second = self.known(), self.known()
        touch = self.touch(first)
        touch.partner_id = second
        self.assertEqual(self.last(first), NOTHING)
        self.assertEqual(self.last(second), ("2026-06-15", "T"))

    def test_any_person_of_a_customer_counts(self):
        customer = self.known()
        for day, channel in (("10", "visit"), ("12", "phone")):
            person = self.person(customer)
            self.touch(person, f"2026-06-{day} 08:00:00", channel)
        self.assertEqual(self.last(customer), ("2026-06-12", "T"))

    def test_days_are_those_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        customer = self.known()
        self.touch(customer, "2026-06-12 17:00:00")
        self.assertEqual(self.last(customer), ("2026-06-13", "T"))

    def test_a_profile_is_born_with_its_last_contact(self):
        self.refresh()
        customer = self.customer()
        self.touch(customer, "2026-06-12 08:00:00")
        self.env["care.profile"]._refresh_recent(self.company)
        self.assertEqual(self.last(customer), ("2026-06-12", "T"))

    def test_companies_keep_their_own_last_contact(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        customer = self.customer()
        self.touch(customer, company_id=other.id)
        self.deal(customer)
        self.refresh(company=self.company | other)
        self.assertEqual(self.last(customer), NOTHING)
        self.assertEqual(
            self.profile(customer, other).last_touch_date, Date.to_date("2026-06-15")
        )

    def test_a_customer_gets_its_profile_by_a_contact(self):
        customer = self.customer()
        self.touch(customer)
        self.refresh()
        self.assertEqual(self.last(customer), ("2026-06-15", "T"))
        self.assertEqual(sum(self.refresh()), 0)

    def test_the_future_is_no_contact(self):
        self.assertRefuses(
            ValidationError,
            "Plan an activity",
            self.touch,
            None,
            Datetime.now() + timedelta(days=1),
        )

    def test_partners_and_opportunities_know_the_last_contact(self):
        customer = self.known()
        person = self.person(customer)
        lead = self.opportunity(person)
        self.touch(customer)
        for record in (customer, person, lead):
            self.assertEqual(str(record.care_last_touch_date), "2026-06-15")
        found = lead.search(
            [("care_last_touch_date", "=", "2026-06-15")],
            order="care_last_touch_date desc",
        )
        self.assertEqual(found, lead)
        groups = lead._read_group(
            [("id", "=", lead.id)], ["care_last_touch_date:month"], ["__count"]
        )
        self.assertEqual(str(groups[0][0]), "2026-06-01")

    def test_overdue_customers_are_found(self):
        late, due, never = self.known(), self.known(), self.known()
        profiles = self.profile(late) | self.profile(due) | self.profile(never)
        self.profile(late).next_touch_date = "2026-06-21"
        self.profile(due).next_touch_date = "2026-07-01"
        self.assertEqual(profiles.mapped("overdue_days"), [10, 0, 0])
        mine = [("id", "in", profiles.ids)]
        for operator, value, customers in (
            (">", 0, late),
            (">=", 10, late),
            (">", 10, profiles.browse()),
            ("=", 10, late),
            ("=", 0, due | never),
            ("<", 10, due | never),
            ("<=", 10, late | due | never),
            ("!=", 0, late),
        ):
            with self.subTest(operator=operator, value=value):
                found = profiles.search([*mine, ("overdue_days", operator, value)])
                expected = self.env["res.partner"].browse(customers.ids)
                if customers._name == "care.profile":
                    expected = customers.partner_id
                self.assertEqual(found.partner_id, expected)
