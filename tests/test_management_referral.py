from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestReferral(BenefitCommon):
    @classmethod
    def referral(cls, referrer, referred=None, user=None, **vals):
        referrals = cls.env["care.referral"].with_user(user or cls.env.user)
        vals = {"date": "2026-01-01", "company_id": cls.company.id, **vals}
        vals["referred_id"] = referred and referred.id
        return referrals.create({"partner_id": referrer.id, **vals})

    def test_the_value_brought_is_what_was_bought_since(self):
        old, new = self.customer(name="Old"), self.customer(name="New")
        person = self.person(new)
        self.deal(new, "2025-12-31", 1000)
        self.deal(new, "2026-01-01", 200)
        self.order(person, "2026-03-01 12:00:00", 300)
        self.deal(old, "2026-02-01", 7000)
        referral = self.referral(self.person(old), person)
        self.env.flush_all()
        [[bought]] = self.env.execute_query(
            SQL(
                """SELECT (SELECT sum(amount) FROM care_deal
                            WHERE partner_id = %(id)s AND date >= '2026-01-01')
                        + (SELECT sum(o.amount_untaxed) FROM sale_order o
                             JOIN res_partner p ON p.id = o.partner_id
                            WHERE p.commercial_partner_id = %(id)s
                              AND o.state = 'sale')""",
                id=new.id,
            )
        )
        self.assertEqual((referral.value, bought), (500, 500))
        self.assertEqual(referral.state, "won")
        self.assertEqual(referral.commercial_partner_id, old)
        self.assertEqual(referral.referred_customer_id, new)

    def test_the_refresh_counts_later_purchases_once(self):
        new = self.customer()
        referral = self.referral(self.customer(), new)
        self.assertEqual((referral.state, referral.value), ("open", 0))
        self.deal(new, "2026-06-01", 250)
        self.refresh("2026-06-15")
        self.assertEqual((referral.state, referral.value), ("won", 250))
        referrals = self.env["care.referral"]
        self.assertFalse(referrals._refresh_company_values(self.company))

    def test_who_brought_two_is_a_fan_as_long_as_they_did_not_come_to_nothing(self):
        fan = self.customer()
        for day, amount in (("2025-03-10", 20), ("2025-09-10", 10), ("2026-05-01", 10)):
            self.deal(fan, day, amount)
        self.deal(self.customer(), "2026-05-01", 100000)
        first = self.referral(fan, self.customer())
        self.refresh("2026-05-31")
        self.assertEqual(self.profile(fan).segment, "general")
        self.referral(fan, referred_name="Somebody")
        self.refresh("2026-06-01")
        self.assertEqual(self.profile(fan).segment, "fan")
        first.action_lose()
        self.refresh("2026-06-02")
        self.assertEqual(self.profile(fan).segment, "general")
        self.policy.fan_referrals = 1
        self.refresh("2026-06-03")
        self.assertEqual(self.profile(fan).segment, "fan")

    def test_nobody_brings_itself_nor_who_brought_it(self):
        one, two, three = (self.customer(name=name) for name in "ABC")
        self.assertRefuses(
            ValidationError, "be itself", self.referral, self.person(one), one
        )
        self.referral(one, two)
        self.referral(two, three)
        self.assertRefuses(ValidationError, "be itself", self.referral, three, one)

    def test_of_two_who_brought_a_customer_the_first_counts(self):
        new = self.customer()
        self.referral(self.customer(), new)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.referral(self.customer(), new)

    def test_a_referral_names_somebody(self):
        self.assertRefuses(ValidationError, "Say whom", self.referral, self.customer())

    def test_an_introduction_in_a_contact_is_a_referral(self):
        customer = self.known()
        touch = self.touch(
            customer, introduction="received", introduced_name="Bea Birch"
        )
        referral = touch.referral_ids
        self.assertEqual(
            (referral.partner_id, referral.referred_name), (customer, "Bea Birch")
        )
        self.assertEqual(str(referral.date), "2026-06-15")
        touch.introduced_name = "Bea Beech"
        self.assertEqual(len(touch.referral_ids), 1)
        asked = self.touch(customer, introduction="asked")
        self.assertFalse(asked.referral_ids)

    def test_a_referral_becomes_an_opportunity_and_follows_it(self):
        customer = self.known()
        referral = self.referral(customer, user=self.seller, referred_name="Bea Birch")
        referral.action_create_lead()
        lead = referral.lead_id
        self.assertEqual((lead.contact_name, lead.referred), ("Bea Birch", "Customer"))
        new = self.customer(name="Birch Ltd")
        lead.partner_id = new
        self.assertEqual(referral.referred_customer_id, new)
        action = lead.with_user(self.seller).action_open_care_referral()
        self.assertEqual(action["res_id"], referral.id)

    def test_an_event_tells_whom_its_guests_brought(self):
        customer = self.known()
        event = self.env["care.invitation"].create(
            {"name": "Fair", "date": "2026-05-10 08:00:00", "state": "done"}
        )
        self.env["care.invitation.line"].create(
            {
                "invitation_id": event.id,
                "partner_id": customer.id,
                "is_attended": True,
            }
        )
        self.referral(customer, referred_name="Before", date="2026-05-09")
        self.referral(customer, referred_name="After", date="2026-05-11")
        self.referral(self.customer(), referred_name="Other", date="2026-05-11")
        self.assertEqual(event.referral_count, 1)
