from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.crm_customer_care.tools import retention

from .common import CareCommon

MONTHS = [date(2024 + number // 12, number % 12 + 1, 15) for number in range(30)]


@tagged("post_install", "-at_install")
class TestManagementRetention(CareCommon):
    """Forty customers from January 2024 on: number n buys every month for 15 + n/2."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = [cls.customer(name=f"Shop {n}") for n in range(40)]
        for number, customer in enumerate(cls.customers):
            cls.buy(customer, MONTHS[number % 3 : 11 + number // 2])

    @classmethod
    def buy(cls, customer, days, amount=100):
        vals = {"partner_id": customer.id, "amount": amount}
        cls.env["care.deal"].create([{**vals, "date": day} for day in days])

    @classmethod
    def calibrate(cls, day="2026-06-30", refresh=True):
        if refresh:
            cls.refresh(day)
        return cls.env["care.retention"]._calibrate(cls.company, day)

    def written(self):
        """Rows that this transaction has written into tables of retention."""
        return self.env.execute_query(
            SQL(
                """SELECT relname, n_tup_ins + n_tup_upd + n_tup_del
                     FROM pg_stat_xact_user_tables
                    WHERE relname IN ('care_profile', 'care_retention',
                                      'care_retention_group', 'care_retention_decile')
                    ORDER BY relname"""
            )
        )

    def test_customers_of_the_past_are_counted(self):
        found = self.calibrate()
        [[there, again]] = self.env.execute_query(
            SQL(
                """SELECT count(*) FILTER (WHERE f <= '2025-12-31'),
                          count(*) FILTER (WHERE f <= '2025-12-31' AND a)
                     FROM (SELECT partner_id, min(date) AS f,
                                  bool_or(date > '2025-12-31'
                                          AND date <= '2026-06-30') AS a
                             FROM care_deal WHERE company_id = %s
                            GROUP BY 1) d""",
                self.company.id,
            )
        )

        self.assertEqual((found.customer_count, found.bought_count), (there, again))
        self.assertEqual(sum(found.group_ids.mapped("customer_count")), there)
        self.assertEqual(sum(found.group_ids.mapped("bought_count")), again)
        self.assertEqual(found.measured_months, 6)
        self.assertEqual(found.tested_from, date(2025, 12, 31))

    def test_the_database_tells_the_same_as_plain_python(self):
        found = self.calibrate()
        measured = found._get_measured()
        day = date(2026, 6, 30).toordinal()
        days = found._read_histories(self.policy, date(2026, 6, 30))

        for customer in self.customers:
            chance, _place = measured.foresee(*retention.known(days[customer.id], day))
            self.assertEqual(self.profile(customer).retention, chance)

    def test_the_retention_of_active_customers_is_higher(self):
        self.calibrate()

        self.assertGreater(
            self.profile(self.customers[39]).retention,
            self.profile(self.customers[0]).retention,
        )

    def test_the_sentence_names_the_customers_alike(self):
        found = self.calibrate()
        profile = self.profile(self.customers[39])
        group = found.group_ids[-1]

        self.assertEqual(
            profile.retention_explanation,
            f"Of {group.customer_count} customers like this one, "
            f"{100 * group.bought_rate:.0f} % bought again within 6 months.",
        )

    def test_a_second_run_writes_nothing(self):
        self.calibrate()
        before = self.written()
        self.calibrate(refresh=False)

        self.assertEqual(self.written(), before)

    def test_nothing_after_the_day_of_the_test_is_looked_at(self):
        names = ("auc", "shape", "scale", "left", "stays", "tested_count")
        found = self.calibrate("2025-12-31")
        before = [found[name] for name in names]
        self.buy(self.customers[0], [date(2026, 3, 1)])
        found.unlink()
        found = self.calibrate("2025-12-31", refresh=False)

        self.assertEqual([found[name] for name in names], before)

    def test_a_short_history_is_scaled_and_says_so(self):
        self.policy.retention_horizon_months = 24
        found = self.calibrate("2026-06-30")

        self.assertEqual(found.measured_months, 14)
        self.assertIn("too short for 24 months", found.note)
        sentence = self.profile(self.customers[39]).retention_explanation
        self.assertIn("within 14 months. Scaled to 24 months", sentence)

    def test_a_history_of_a_month_tells_nothing(self):
        self.env["care.deal"].search([("date", ">", "2024-01-31")]).unlink()
        found = self.calibrate("2024-01-31")

        self.assertFalse(found.group_ids)
        self.assertIn("nobody's retention can be told yet", found.note)
        self.assertFalse(self.profile(self.customers[0]).retention_explanation)

    def test_every_company_learns_from_its_own_customers(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        stranger = self.customer()
        self.deal(stranger, "2026-01-10", company_id=other.id)
        found = self.env["care.retention"]._calibrate(
            self.company | other, "2026-06-30"
        )

        self.assertEqual(found.company_id, self.company | other)
        own = found.filtered(lambda one: one.company_id == self.company)
        counted = sum(own.decile_ids.mapped("customer_ids"), [])
        self.assertNotIn(stranger.id, counted)
        self.assertFalse((found - own).group_ids)

    def test_month_ends_keep_the_retention_of_their_day(self):
        self.refresh("2026-05-31")
        self.env["care.retention"]._calibrate(self.company, "2026-05-31")
        snapshot = self.env["care.profile.snapshot"].search(
            [("partner_id", "=", self.customers[39].id), ("date", "=", "2026-05-31")]
        )

        self.assertEqual(snapshot.retention, self.profile(self.customers[39]).retention)

    def test_tenths_open_the_customers_counted(self):
        found = self.calibrate()
        tenth = found.decile_ids[-1]
        manager = self.user("manager")
        action = tenth.with_user(manager).action_open_customers()
        profiles = self.env["care.profile"].with_user(manager).search(action["domain"])

        self.assertEqual(len(profiles), tenth.customer_count)

    def test_only_the_last_month_end_knows_who_was_counted(self):
        first = self.calibrate("2026-05-31")
        self.calibrate("2026-06-30")

        self.assertFalse(any(first.decile_ids.mapped("customer_ids")))
        self.assertTrue(first.decile_ids)

    def test_salespeople_see_the_retention_but_not_the_test(self):
        self.calibrate()
        person = self.user("salesperson")
        self.customers[39].user_id = person
        self.refresh("2026-07-01")
        profile = self.profile(self.customers[39]).with_user(person)

        self.assertTrue(profile.retention_explanation)
        self.assertTrue(profile.partner_id.care_retention)
        with self.assertRaises(AccessError):
            self.env["care.retention"].with_user(person).search([])
        found = self.env["care.retention"].with_user(self.user("auditor")).search([])
        self.assertTrue(found.note)

    def test_contacts_are_found_by_their_retention(self):
        self.calibrate()
        high = self.profile(self.customers[39]).retention
        manager = self.user("manager")
        found = (
            self.env["res.partner"]
            .with_user(manager)
            .search(
                [
                    ("care_retention", ">=", high),
                    ("id", "in", [c.id for c in self.customers]),
                ]
            )
        )

        self.assertIn(self.customers[39], found)
        self.assertNotIn(self.customers[0], found)

    def test_the_horizon_has_limits(self):
        self.assertRefuses(
            ValidationError,
            "1 to 36 months",
            self.policy.write,
            {"retention_horizon_months": 0},
        )

    def test_the_job_learns_once_from_a_month_end(self):
        model = self.env["care.retention"]
        self.assertIn(self.company, model._get_calibration_queue())
        model._calibrate(self.company)

        self.assertNotIn(self.company, model._get_calibration_queue())
        self.policy.retention_horizon_months = 3
        self.assertIn(self.company, model._get_calibration_queue())

    def test_a_company_without_history_learns_as_soon_as_it_has_one(self):
        model = self.env["care.retention"]
        days = self.env["care.deal"].search([])
        days.active = False
        model._calibrate(self.company)
        self.assertIn(self.company, model._get_calibration_queue())
        days.active = True
        model._calibrate(self.company)

        self.assertTrue(model._get_latest(self.company))
        self.assertNotIn(self.company, model._get_calibration_queue())

    def test_managers_may_start_it(self):
        model = self.env["care.retention"]
        model.with_user(self.user("manager")).action_calibrate()
        self.assertTrue(model.search([]).group_ids)

        with self.assertRaises(AccessError):
            model.with_user(self.user("salesperson")).action_calibrate()
