from contextlib import contextmanager
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .quality_common import QualityCommon

TODAY = date(2026, 7, 1)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestVerificationPlan(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user("salesperson")
        cls.policy.verification_active = True

    def own(self, tier="Key", due=None, **vals):
        customer = self.known(tier, **{"user_id": self.seller.id, **vals})
        if due:
            days = self.tier(tier).verify_days
            vals = {"verify_due_date": due, "verify_days": days}
            self.profile(customer).write(vals)
        return customer

    def plan(self, day=TODAY):
        profiles = self.env["care.profile"]
        with freeze_time(day):
            profiles._move_verifications(self.policy)
            done = profiles._plan_verification(self.policy)
        self.env.invalidate_all()
        return done

    def due(self, customer):
        return self.profile(customer).verify_due_date

    def activities(self, customer):
        activities = self.env["mail.activity"].with_context(active_test=False)
        kind = self.env.ref("crm_customer_care.mail_activity_type_verify_archive")
        return activities.search(
            [("res_id", "=", customer.id), ("activity_type_id", "=", kind.id)]
        )

    @contextmanager
    def job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            yield self.env.ref("crm_customer_care.ir_cron_plan_verification")
        self.env.invalidate_all()

    def test_nothing_is_planned_until_a_company_switches_it_on(self):
        customer = self.own(due="2026-06-01")
        self.policy.verification_active = False
        with self.job() as cron:
            cron.method_direct_trigger()
        self.assertFalse(self.activities(customer))
        self.policy.verification_active = True
        self.profile(customer).verify_due_date = "2026-06-01"
        with self.job() as cron:
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        self.assertEqual(len(self.activities(customer)), 1)

    def test_a_due_customer_gives_its_salesperson_one_activity(self):
        customer = self.own(due="2026-06-30")
        self.assertEqual([self.plan(), self.plan(), self.plan()], [1, 0, 0])
        activity = self.activities(customer)
        self.assertEqual(activity.user_id, self.seller)
        self.assertEqual(activity.date_deadline, date(2026, 6, 30))
        self.assertTrue(activity.automated)

    def test_who_is_due_tomorrow_waits(self):
        customer = self.own(due="2026-07-02")
        self.assertEqual([self.plan(), self.plan("2026-07-02")], [0, 1])
        self.assertTrue(self.activities(customer))

    def test_verifying_completes_the_activity(self):
        customer = self.own(due="2026-06-30")
        self.plan()
        customer.with_user(self.seller).action_care_verify()
        self.assertFalse(self.activities(customer).active)
        self.assertEqual(self.plan(), 0)
        self.assertEqual(self.due(customer), date(2026, 9, 29))

    def test_completing_the_activity_verifies(self):
        customer = self.own(due="2026-06-30")
        self.plan()
        activity = self.activities(customer).with_user(self.seller)
        activity.action_feedback("All true.")
        profile = self.profile(customer)
        self.assertEqual(profile.verified_date, TODAY)
        self.assertEqual(profile.verified_user_id, self.seller)
        self.assertFalse(profile.verify_activity_id)

    def test_an_activity_deleted_by_hand_comes_back(self):
        customer = self.own(due="2026-06-30")
        self.plan()
        self.activities(customer).unlink()
        self.assertEqual(self.plan(), 1)

    def test_new_customers_are_due_when_the_days_of_their_tier_have_passed(self):
        customer = self.own("Important")
        self.plan()
        self.assertEqual(self.due(customer), date(2026, 7, 9))  # 2026-01-10 + 180

    def test_the_first_dates_are_spread_best_customers_first(self):
        customers = [self.own() for _number in range(9)]
        for number, customer in enumerate(customers):
            self.profile(customer).contribution = 100 * number
        self.plan()
        days = [(self.due(customer) - TODAY).days for customer in customers]
        self.assertEqual(days, [80, 70, 60, 50, 40, 30, 20, 10, 0])

    def test_every_salesperson_gets_an_even_share(self):
        colleague = self.user("salesperson")
        for user in (self.seller, colleague):
            dues = [self.own(user_id=user.id) for _number in range(3)]
            self.plan()
            days = sorted((self.due(customer) - TODAY).days for customer in dues)
            self.assertEqual(days, [0, 30, 60])

    def test_what_fell_due_while_it_was_off_is_spread_again(self):
        customers = [self.own(due="2026-02-01") for _number in range(3)]
        self.policy.verification_active = False
        self.policy.verification_active = True
        self.assertEqual(self.plan(), 1)
        days = sorted((self.due(customer) - TODAY).days for customer in customers)
        self.assertEqual(days, [0, 30, 60])

    def move_tier(self, customer, tier):
        self.profile(customer).tier_id = self.tier(tier)
        self.plan()
        return self.due(customer)

    def test_a_better_tier_brings_the_date_nearer(self):
        customer = self.own("General", due="2027-05-01")
        self.profile(customer).verified_date = "2026-05-01"
        self.assertEqual(self.move_tier(customer, "Key"), date(2026, 7, 30))
        customer = self.own("General", due="2026-12-01")
        self.profile(customer).verified_date = "2026-01-01"
        self.assertEqual(self.move_tier(customer, "Key"), TODAY)

    def test_a_lower_tier_moves_the_date_away_but_overdue_stays_overdue(self):
        customer = self.own("Key", due="2026-07-30")
        self.profile(customer).verified_date = "2026-05-01"
        self.assertEqual(self.move_tier(customer, "Important"), date(2026, 10, 28))
        customer = self.own("Key", due="2026-06-20")
        self.assertEqual(self.move_tier(customer, "Important"), date(2026, 6, 20))

    def test_an_open_activity_follows_the_date(self):
        customer = self.own("Key", due="2026-07-01")
        self.profile(customer).verified_date = "2026-04-02"
        self.plan()
        self.assertEqual(self.move_tier(customer, "Important"), date(2026, 9, 29))
        activity = self.activities(customer)
        self.assertEqual(activity.date_deadline, date(2026, 9, 29))

    def test_a_tier_without_days_is_never_verified(self):
        self.tier("Key").verify_days = 0
        customer = self.own("Key", due="2026-06-20")
        self.profile(customer).verify_days = 90
        self.assertEqual(self.plan(), 0)
        self.assertFalse(self.due(customer))

    def test_archived_customers_have_no_activity(self):
        customer, archived = self.own(due="2026-06-20"), self.own(due="2026-06-20")
        archived.active = False
        self.assertEqual(self.plan(), 1)
        self.assertFalse(self.activities(archived))
        customer.active = False
        self.plan()
        self.assertFalse(self.activities(customer))

    def test_the_manager_verifies_for_a_salesperson_who_left(self):
        manager = self.user("manager")
        free = self.own(due="2026-06-20", user_id=False)
        customer = self.own(due="2026-06-20")
        self.seller.active = False
        self.assertEqual(self.plan(), 1)
        self.assertFalse(self.activities(free))
        user = self.activities(customer).user_id
        self.assertEqual(user, self.policy._get_verification_head())
        self.assertTrue(user.has_group("crm_customer_care.group_manager"))
        self.assertTrue(manager.active)

    def test_the_activity_goes_to_the_new_salesperson(self):
        customer, colleague = self.own(due="2026-06-20"), self.user("salesperson")
        self.plan()
        vals = {"user_id": colleague.id, "assigned_date": "2040-01-01"}
        self.profile(customer).write(vals)
        self.plan()
        self.assertEqual(self.activities(customer).user_id, colleague)

    def test_merged_customers_keep_one_open_activity(self):
        for planned_first in (True, False):
            customers = [self.own(due="2026-06-20"), self.own(due="2026-06-20")]
            self.plan()
            target, source = customers if planned_first else customers[::-1]
            if not planned_first:
                self.activities(target).unlink()
            wizard = self.env["base.partner.merge.automatic.wizard"].create({})
            wizard._merge([target.id, source.id], target)
            self.env.invalidate_all()
            self.plan()
            self.assertEqual(len(self.activities(target)), 1)

    def test_a_thousand_activities_need_few_queries(self):
        self.own(due="2026-06-20")
        self.assertEqual(self.plan(), 1)
        self.create_due_customers(1000)
        profiles, before = self.env["care.profile"], self.env.cr.sql_log_count
        self.assertEqual(profiles._plan_verification(self.policy), 1000)
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 40)

    def create_due_customers(self, number):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {n}"} for n in range(number)]
        )
        vals = {
            "company_id": self.company.id,
            "user_id": self.seller.id,
            "tier_id": self.tier("Key").id,
            "verify_due_date": "2026-06-20",
            "verify_days": 90,
        }
        self.env["care.profile"].create(
            [{"partner_id": customer.id, **vals} for customer in customers]
        )
        self.env.flush_all()
