from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .quality_common import QualityCommon

TODAY = date(2026, 7, 1)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestVerification(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user("salesperson")

    def own(self, tier="Key", **vals):
        return self.known(tier, user_id=self.seller.id, **vals)

    def state(self, customer):
        profile = self.profile(customer)
        return profile.verified_date, profile.verified_user_id, profile.verify_due_date

    def test_the_tiers_start_with_90_180_and_365_days(self):
        days = self.policy.tier_ids.mapped("verify_days")
        self.assertEqual(days, [90, 180, 365])

    def test_one_click_says_who_verified_and_when_it_is_due_again(self):
        customer = self.own()
        customer.with_user(self.seller).action_care_verify()
        due = date(2026, 9, 29)
        self.assertEqual(self.state(customer), (TODAY, self.seller, due))
        self.assertEqual(customer.care_verified_date, TODAY)
        self.assertIn("verified", customer.message_ids[0].body)

    def test_many_customers_are_verified_at_once(self):
        key, general, prospect = self.own(), self.own("General"), self.own(False)
        profiles = self.profile(key) | self.profile(general) | self.profile(prospect)
        profiles.with_user(self.seller).action_verify()
        dues = profiles.mapped("verify_due_date")
        self.assertEqual(dues, [date(2026, 9, 29), date(2027, 7, 1), False])

    def test_a_person_of_the_customer_verifies_the_customer(self):
        customer = self.own()
        self.person(customer).with_user(self.seller).action_care_verify()
        self.assertEqual(self.state(customer)[0], TODAY)

    def test_who_may_not_see_a_customer_does_not_verify_it(self):
        foreign = self.known(user_id=self.user("salesperson").id)
        for user in (self.seller, self.user("auditor"), self.user("employee")):
            customer = foreign.with_user(user)
            self.assertRefuses(AccessError, "verif", customer.action_care_verify)
        profile = self.profile(foreign).with_user(self.seller)
        with self.assertRaises(AccessError):
            profile.action_verify()

    def test_a_manager_verifies_the_customers_of_all(self):
        customer, manager = self.own(), self.user("manager")
        customer.with_user(manager).action_care_verify()
        self.assertEqual(self.state(customer)[1], manager)

    def test_nobody_writes_the_dates_by_hand(self):
        profile = self.profile(self.own())
        for role in ("salesperson", "manager"):
            with self.assertRaises(AccessError):
                profile.with_user(self.user(role)).write({"verified_date": TODAY})

    def test_overdue_customers_are_found(self):
        late, early = self.own(), self.own()
        self.profile(late).verify_due_date = "2026-06-30"
        self.profile(early).verify_due_date = "2026-07-01"
        found = self.env["res.partner"].search(
            [("care_verify_due_date", "<", "today"), ("user_id", "=", self.seller.id)]
        )
        self.assertEqual(found, late)
        overdue = (self.profile(late) | self.profile(early)).mapped("is_verify_overdue")
        self.assertEqual(overdue, [True, False])

    def test_each_company_verifies_for_itself(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        customer = self.own()
        self.env["care.profile"].create(
            {"partner_id": customer.id, "company_id": other.id}
        )
        customer.with_user(self.seller).action_care_verify()
        self.assertFalse(customer.with_company(other).care_verified_date)

    def test_the_later_verification_stays_when_contacts_are_merged(self):
        old, new = self.own(), self.own()
        self.profile(old).write({"verified_date": "2026-05-01"})
        colleague = self.user("salesperson")
        self.profile(new).write(
            {"verified_date": "2026-06-01", "verified_user_id": colleague.id}
        )
        self.merge(old, new)
        self.assertEqual(self.state(old)[:2], (date(2026, 6, 1), colleague))

    def merge(self, target, source):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, source.id], target)
        self.env.invalidate_all()

    def test_a_user_who_is_deleted_leaves_the_date(self):
        customer, user = self.own(), self.user("manager")
        self.profile(customer).write(
            {"verified_date": TODAY, "verified_user_id": user.id}
        )
        user.unlink()
        self.assertEqual(self.state(customer)[:2], (TODAY, self.env["res.users"]))
