from collections import Counter, defaultdict

from freezegun import freeze_time

from odoo.tests import tagged

from .analyses_common import TODAY, AnalysesCommon


@freeze_time(f"{TODAY} 12:00:00")
@tagged("post_install", "-at_install")
class TestAnalyses(AnalysesCommon):
    """Figures of the demo story, counted again by statements of the test's own."""

    # behaviour and value
    def test_products_of_an_order_are_counted_once(self):
        expected = self.sql(
            """SELECT p.commercial_partner_id, count(DISTINCT l.product_id),
                      count(DISTINCT (o.id, l.product_id)) * 1.0
                          / count(DISTINCT o.id)
                 FROM sale_order o
                 JOIN sale_order_line l ON l.order_id = o.id
                 JOIN res_partner p ON p.id = o.partner_id
                WHERE o.company_id = %(company)s AND o.state = 'sale'
                  AND o.date_order::date > %(after)s AND o.date_order::date <= %(until)s
                  AND l.product_uom_qty > 0 GROUP BY 1"""
        )
        products = {self.keys[key]: count for key, count, _mean in expected}
        means = {self.keys[key]: mean for key, _count, mean in expected}
        self.assertSame(self.figures("behaviour", "product_count"), products)
        self.assertSame(self.figures("behaviour", "order_products"), means)

    def test_value_tells_growth_and_our_share_of_the_spend(self):
        total = sum(max(p.contribution, 0) for p in self.profiles)
        for row in self.rows("value"):
            profile = self.profile(row.partner_id)
            contribution = profile.contribution or 0
            before = profile.previous_contribution or 0
            self.assertAlmostEqual(row.growth, contribution - before, 2)
            self.assertAlmostEqual(row.share, 100 * max(contribution, 0) / total, 6)
            spend = row.partner_id.care_yearly_spend
            self.assertEqual(row.yearly_spend, spend)
            share = 100 * row.partner_id.care_spend_share
            self.assertAlmostEqual(row.spend_share, share if spend else 0, 4)

    # month by month
    def test_revenue_of_a_month_is_what_was_ordered_in_it(self):
        expected = dict(
            self.sql(
                """SELECT to_char(o.date_order, 'YYYY-MM'), sum(o.amount_untaxed)
                     FROM sale_order o
                    WHERE o.company_id = %(company)s AND o.state = 'sale'
                      AND o.currency_id = %(currency)s
                    GROUP BY 1""",
                currency=self.company.currency_id.id,
            )
        )
        found = Counter()
        for row in self.rows("development"):
            found[f"{row.date:%Y-%m}"] += row.revenue
        self.assertEqual(len(found), 12)
        for month, revenue in found.items():
            self.assertAlmostEqual(revenue, float(expected[month]), 2, month)

    def test_directions_are_those_of_the_snapshots(self):
        past = defaultdict(dict)
        for customer, day, contribution in self.sql(
            """SELECT partner_id, date, contribution FROM care_profile_snapshot
                WHERE company_id = %(company)s ORDER BY date"""
        ):
            past[customer][day] = contribution
        firsts = {p.partner_id.id: p.first_purchase_date for p in self.profiles}
        for row in self.rows("development"):
            customer = row.partner_id.id
            days = [day for day in past[customer] if day < row.date]
            before = past[customer][max(days)] if days else None
            now = past[customer][row.date]
            expected = self.direction(firsts[customer], row.date, before, now)
            self.assertEqual(row.direction, expected)

    def direction(self, first, day, before, now):
        if first and (first.year, first.month) == (day.year, day.month):
            return "new"
        if now is None:
            return "prospect"
        if now <= 0:
            return "gone"
        if before is None:
            return False
        if now > before * 1.05:
            return "growing"
        return "falling" if now < before * 0.95 else "steady"

    def test_churn_follows_the_segments_of_two_month_ends(self):
        past = defaultdict(list)
        for customer, day, segment in self.sql(
            """SELECT partner_id, date, segment FROM care_profile_snapshot
                WHERE company_id = %(company)s AND segment IS NOT NULL
                ORDER BY date"""
        ):
            past[customer].append((day, segment))
        expected = Counter()
        for months in past.values():
            for (_day, before), (day, now) in zip(months, months[1:], strict=False):
                expected[day, self.event(before, now)] += 1
        rows = self.rows("churn")
        self.assertEqual(Counter((row.date, row.event) for row in rows), expected)
        self.assertGreater(len({event for _day, event in expected}), 2)
        [[rate]] = self.env["care.churn.report"]._read_group(
            [], aggregates=["churn_rate:avg"]
        )
        lost = [event == "lost" for (_day, event) in expected.elements()]
        away = sum(event in ("away", "returned") for _d, event in expected.elements())
        came = sum(row.event == "lost" and row.churn_rate == 0 for row in rows)
        self.assertAlmostEqual(
            rate, 100 * (sum(lost) - came) / (len(lost) - away - came)
        )

    def event(self, before, now):
        gone = ("dormant", "lost")
        if now == "lost" and before != "lost":
            return "lost"
        if now in gone:
            return "away" if before in gone else "dormant"
        return "returned" if before in gone else "stayed"

    # who they are
    def test_the_top_is_compared_with_all(self):
        bought = self.profiles.filtered("first_purchase_date")
        best = [("percentile", ">", 80), ("company_id", "=", self.company.id)]
        top = self.profiles.search(best)
        paths = {
            "country": "country_id",
            "industry": "industry_id",
            "tag": "category_id",
        }
        for trait, name in paths.items():
            every = Counter(v for p in bought for v in p.partner_id[name].ids)
            tops = Counter(v for p in top for v in p.partner_id[name].ids)
            rows = self.rows("top", [("trait", "=", trait)])
            self.assertEqual({row[name].id: row.top_count for row in rows}, tops)
            for row in rows:
                count = every[row[name].id]
                self.assertEqual(row.customer_count, count)
                lift = (row.top_count / len(top)) / (count / len(bought))
                self.assertAlmostEqual(row.lift, lift, 6)

    def test_each_count_of_the_top_opens_as_many(self):
        rows = self.rows("top")
        traits = {"industry", "country", "size", "tag", "interest", "source", "product"}
        self.assertEqual(set(rows.mapped("trait")), traits)
        for row in rows:
            tops, every = row.action_open_top(), row.action_open_all()
            self.assertEqual(len(self.opened(tops)), row.top_count, row.value)
            self.assertEqual(len(self.opened(every)), row.customer_count, row.value)

    def test_sources_are_those_of_the_first_order(self):
        first = self.sql(
            """SELECT DISTINCT ON (p.commercial_partner_id) p.commercial_partner_id,
                      o.source_id
                 FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
                WHERE o.company_id = %(company)s AND o.source_id IS NOT NULL
                ORDER BY 1, o.date_order"""
        )
        found = self.rows("channel", [("source_id", "!=", False)])
        self.assertEqual(
            {row.partner_id.id: row.source_id.id for row in found}, dict(first)
        )
        self.assertEqual(
            sum(self.rows("channel").mapped("contribution")),
            sum(self.profiles.mapped("contribution")),
        )

    def test_account_managers_have_what_their_customers_have(self):
        for row in self.rows("manager"):
            own = self.profiles.filtered(lambda p, row=row: p.user_id == row.user_id)
            self.assertEqual(row.customer_count, len(own))
            keys = own.filtered("tier_id.is_key")
            self.assertEqual(row.key_count, len(keys))
            self.assertAlmostEqual(row.contribution, sum(own.mapped("contribution")), 2)
            [[retention]] = self.sql(
                """SELECT 100 * avg(retention) FROM care_profile
                    WHERE company_id = %(company)s AND active AND user_id = %(user)s""",
                user=row.user_id.id,
            )
            self.assertAlmostEqual(row.retention, retention or 0, 6)
            before = sum(own.mapped("previous_contribution"))
            self.assertAlmostEqual(row.growth, 100 * (row.contribution / before - 1), 4)
            for action, count in (
                (row.action_open_customers(), row.customer_count),
                (row.action_open_touches(), row.touch_count),
                (row.action_open_revisits(), row.revisit_count),
                (row.action_open_complaints(), row.complaint_count),
            ):
                self.assertEqual(len(self.opened(action)), count, action["res_model"])

    def test_answers_are_those_of_ratings_surveys_and_contacts(self):
        expected = self.sql(
            """SELECT 'touch', count(*), sum(satisfaction::int) FROM care_touch
                WHERE company_id = %(company)s AND satisfaction IS NOT NULL
               UNION ALL
               SELECT 'rating', count(*), sum(r.rating)::int FROM rating_rating r
                 JOIN sale_order o ON o.id = r.res_id AND r.res_model = 'sale.order'
                WHERE o.company_id = %(company)s AND r.consumed"""
        )
        found = [
            (asked, count, round(total))
            for asked, count, total in self.env["care.satisfaction.report"]._read_group(
                [("asked", "in", ("touch", "rating"))],
                ["asked"],
                ["__count", "score:sum"],
            )
        ]
        self.assertEqual(sorted(found), sorted(expected))

    # one to one
    def test_the_page_of_a_customer_recounts(self):
        profile = self.profile(self.story.customers["mingyuan"])
        page = profile.get_one_to_one()
        bought = sum(month["value"] for month in page["months"])
        [[expected]] = self.sql(
            """SELECT sum(o.amount_untaxed) FROM sale_order o
                 JOIN res_partner p ON p.id = o.partner_id
                WHERE p.commercial_partner_id = %(partner)s AND o.state = 'sale'
                  AND o.date_order >= '2025-08-01' AND o.company_id = %(company)s""",
            partner=profile.partner_id.id,
        )
        self.assertAlmostEqual(bought, float(expected), 2)
        month = page["months"][-2]
        orders = self.opened(profile.action_open_purchases(month["month"]))
        self.assertAlmostEqual(sum(orders.mapped("amount_untaxed")), month["value"], 2)
        for section in page["sections"]:
            self.assertEqual(len(self.opened(section["list"])), section["count"])
        codes = [section["code"] for section in page["sections"]]
        shown = ["care.revisit", "care.touch", "care.complaint", "care.need"]
        self.assertEqual(codes[:5], [*shown, "care.gift"])
