from collections import defaultdict
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from .kpi_common import KpiCommon

NOW = "2026-07-19 10:00:00"
JULY = date(2026, 7, 1)
EAST = timedelta(hours=8)
# the months of the company, whose clock is that of Shanghai, in UTC
STARTS = [datetime(2026, month, day, 16) for month, day in ((5, 31), (6, 30), (7, 31))]


@freeze_time(NOW)
class TestKpiDemo(KpiCommon):
    """The figures of the story, recounted record by record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.story = cls.env["care.demo"]._create_story(cls.company)
            cls.env.flush_all()
            cls.env.invalidate_all()

    def find(self, model, *domain):
        records = self.env[model].with_context(active_test=False)
        return records.search([("company_id", "=", self.company.id), *domain])

    def recount(self, rows):
        """{user: (numerator, denominator)} of (user, numerator, denominator)."""
        sums = defaultdict(lambda: (0, 0))
        for user, numerator, denominator in rows:
            old = sums[user]
            sums[user] = (old[0] + numerator, old[1] + denominator)
        return sums

    def assert_same(self, code, month, rows):
        """Figures, and the sums of their drill-downs, are those of `rows`."""
        expected = self.recount(rows)
        figures = self.env["care.kpi"]._measure(code, month=month, company=self.company)
        for user in self.story.users.values():
            figure, sums = figures[user.id], expected[user]
            self.assertAlmostEqual(figure["numerator"], sums[0], 6, (code, user.name))
            self.assertAlmostEqual(figure["denominator"], sums[1], 6, (code, user.name))
            lines = self.records(code, user, month, NOW)
            self.assertAlmostEqual(sum(lines.mapped("numerator")), sums[0], 6)
            self.assertAlmostEqual(sum(lines.mapped("denominator")), sums[1], 6)
            kept = self.kept(code, user, month)
            if kept:
                self.assertAlmostEqual(kept.value, figure["value"] or 0, 6)
                self.assertEqual(kept.is_measured, figure["value"] is not None)

    def of_month(self, number, name="date"):
        start, stop = STARTS[number], STARTS[number + 1]
        return [(name, ">=", start), (name, "<", stop)]

    def test_contacts_and_satisfaction(self):
        for number, month in enumerate((date(2026, 6, 1), JULY)):
            touches = self.find("care.touch", *self.of_month(number))
            reached = touches.filtered("effective")
            rows = [(touch.user_id, 1, 0) for touch in reached]
            self.assert_same("touches", month, rows)
            rated = touches.filtered("satisfaction")
            rows = [(touch.user_id, int(touch.satisfaction), 1) for touch in rated]
            self.assert_same("satisfaction", month, rows)

    def test_planned_contacts(self):
        rows = []
        for one in self.find("care.revisit", ("state", "!=", "cancelled")):
            day = min(one.done_date or one.hard_date, one.hard_date)
            today = date(2026, 7, 19)
            if day >= JULY and (day < today or one.state != "planned"):
                in_time = one.state == "done" and one.done_date <= one.hard_date
                rows.append((one.user_id, int(in_time), 1))
        self.assert_same("visits_on_time", JULY, rows)

    def test_complaints(self):
        for milestone, code in (
            ("first_response", "first_response"),
            ("resolve", "complaints_solved"),
        ):
            rows = []
            for clock in self.find(
                "care.complaint.clock",
                ("milestone", "=", milestone),
                ("state", "in", ("met", "breached")),
            ):
                moments = [clock.met_at, clock.deadline]
                if STARTS[1] <= min(filter(None, moments)) < STARTS[2]:
                    user = clock.complaint_id.user_id
                    rows.append((user, int(clock.state == "met"), 1))
            self.assert_same(code, JULY, rows)

    def pictures(self, end):
        found = self.find("care.profile.snapshot", ("date", "=", end))
        return {row.partner_id: row for row in found}

    def test_key_customers_kept_over_a_month(self):
        before = self.pictures(date(2026, 5, 31))
        after = self.pictures(date(2026, 6, 30))
        rows = []
        for customer, row in before.items():
            if row.tier_id.is_key:
                now = after.get(customer)
                kept = now and now.tier_id.is_key
                kept = kept and now.segment not in ("lost", "dormant")
                rows.append((row.user_id, int(bool(kept)), 1))
        self.assert_same("key_retention", date(2026, 6, 1), rows)

    def test_customers_at_the_end_of_a_month(self):
        after = self.pictures(date(2026, 6, 30))
        june = date(2026, 6, 1)
        rows = [
            (row.user_id, int(row.segment not in ("lost", "dormant")), 1)
            for row in after.values()
            if row.segment
        ]
        self.assert_same("active_rate", june, rows)
        touched = self.find(
            "care.touch", ("effective", "=", True), *self.of_month(0)
        ).commercial_partner_id
        rows = [
            (row.user_id, int(row.partner_id in touched), 1)
            for row in after.values()
            if row.tier_id.is_key
        ]
        self.assert_same("key_contacted", june, rows)

    def bought(self, first, last):
        """{customer: [amounts]} of the orders and earlier deals of some days."""
        found = defaultdict(list)
        own = self.company.currency_id
        # the one order in a currency without rate is left out
        mine = [("state", "=", "sale"), ("currency_id", "=", own.id)]
        for order in self.find("sale.order", *mine):
            if first <= (order.date_order + EAST).date() <= last:
                customer = order.partner_id.commercial_partner_id
                found[customer].append(order.amount_untaxed)
        for deal in self.find("care.deal", ("active", "=", True)):
            if first <= deal.date <= last:
                self.assertEqual(deal.currency_id, own)
                found[deal.commercial_partner_id].append(deal.amount)
        return found

    def test_what_customers_buy(self):
        june, end = date(2026, 6, 1), date(2026, 6, 30)
        owners = {
            row.partner_id: row.user_id
            for row in self.find("care.profile.snapshot", ("date", "=", end))
        }
        now = self.bought(june, end)
        before = self.bought(date(2025, 6, 1), date(2025, 6, 30))
        rows = [(owners[one], sum(now[one]), 0) for one in now if one in owners]
        self.assert_same("revenue", june, rows)
        rows += [(owners[one], 0, sum(before[one])) for one in before if one in owners]
        self.assert_same("growth", june, rows)
        touches = self.find("care.touch", ("effective", "=", True), *self.of_month(0))
        rows = [(owners[one], len(now[one]), 0) for one in now if one in owners]
        rows += [
            (owners[touch.commercial_partner_id], 0, 1)
            for touch in touches
            if touch.commercial_partner_id in owners
        ]
        self.assert_same("deals_per_touch", june, rows)

    def test_the_story_has_targets_two_months_praise_and_a_note(self):
        kept = self.env["care.kpi.snapshot"].search(
            [("company_id", "=", self.company.id)]
        )
        months = {date(2026, 5, 1), date(2026, 6, 1)}
        self.assertEqual(set(kept.mapped("month")), months)
        self.assertEqual(set(kept.mapped("light")), {"green", "amber", "red", False})
        users = self.env["res.users"].union(*self.story.users.values())
        self.assertLessEqual(users, kept.user_id)
        for model in ("care.kpi.target", "care.praise", "care.kpi.note"):
            self.assertTrue(self.find(model), model)

    def test_completeness(self):
        profiles = self.env["care.profile"].search(
            [("company_id", "=", self.company.id)]
        )
        rows = [(one.user_id, one.completeness / 100, 1) for one in profiles]
        self.assert_same("completeness", JULY, rows)
