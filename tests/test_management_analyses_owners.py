from collections import Counter

from freezegun import freeze_time

from odoo.tests import tagged

from .analyses_common import MOMENTS, TODAY, WINDOW, AnalysesCommon
from .reference import classify

# pairs of a customer and what it has
TRAITS = {
    "size": """SELECT c.id, CASE WHEN n.people > 3 THEN '4' WHEN n.people > 1
                                 THEN '2' ELSE n.people::text END
                 FROM res_partner c
                CROSS JOIN LATERAL (
                      SELECT count(*) AS people FROM res_partner q
                       WHERE q.parent_id = c.id AND q.active
                         AND NOT q.is_company) n
                WHERE c.id = ANY(%(customers)s)""",
    "interest": """SELECT DISTINCT p.commercial_partner_id, i.interest_id
                     FROM care_partner_interest_rel i
                     JOIN res_partner p ON p.id = i.partner_id
                    WHERE p.commercial_partner_id = ANY(%(customers)s)""",
}


@freeze_time(f"{TODAY} 12:00:00")
@tagged("post_install", "-at_install")
class TestAnalysesOwners(AnalysesCommon):
    """Channels, traits of the top and account managers, counted from the records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # one who came to nothing brought nobody
        lost = {"partner_id": cls.story.customers["brandt"].id, "state": "lost"}
        for key in ("luyuan", "novak"):
            referred = cls.story.customers[key].id
            cls.env["care.referral"].create({**lost, "referred_id": referred})
        cls.env.flush_all()

    def window(self, query, **values):
        return self.sql(query, **MOMENTS, **values)

    # channels
    def test_referrers_are_those_whose_word_did_not_come_to_nothing(self):
        expected = self.sql(
            """SELECT c.commercial_partner_id, p.commercial_partner_id
                 FROM care_referral r
                 JOIN res_partner p ON p.id = r.partner_id
                 JOIN res_partner c ON c.id = r.referred_id
                WHERE r.company_id = %(company)s AND r.state <> 'lost'"""
        )
        found = self.rows("channel", [("referrer_id", "!=", False)])
        self.assertGreater(len(expected), 3)
        found = {row.partner_id.id: row.referrer_id.id for row in found}
        self.assertEqual(found, dict(expected))
        brought = self.env["care.channel.report"]._read_group(
            [("referrer_id", "!=", False)], ["referrer_id"], ["contribution:sum"]
        )
        contributions = {p.partner_id.id: p.contribution for p in self.profiles}
        totals = Counter()
        for referred, referrer in expected:
            totals[referrer] += contributions.get(referred, 0)
        self.assertEqual({p.id: value for p, value in brought}, totals)

    def test_media_and_products_are_those_of_the_first_order(self):
        media = self.sql(
            """SELECT DISTINCT ON (p.commercial_partner_id) p.commercial_partner_id,
                      o.medium_id
                 FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
                WHERE o.company_id = %(company)s AND o.source_id IS NOT NULL
                ORDER BY 1, o.date_order"""
        )
        products = self.sql(
            """SELECT DISTINCT ON (p.commercial_partner_id) p.commercial_partner_id,
                      l.product_id
                 FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
                 JOIN sale_order_line l ON l.order_id = o.id
                WHERE o.company_id = %(company)s AND o.state = 'sale'
                ORDER BY 1, o.date_order, o.id, l.price_subtotal DESC, l.id"""
        )
        for name, expected in (("medium_id", media), ("first_product_id", products)):
            found = self.rows("channel", [(name, "!=", False)])
            found = {row.partner_id.id: row[name].id for row in found}
            self.assertEqual(found, dict(expected))

    def test_channels_tell_the_best_fifth_and_the_orders_of_each(self):
        [[best]] = self.sql(
            """SELECT percentile_disc(0.8) WITHIN GROUP (ORDER BY contribution)
                 FROM care_profile
                WHERE company_id = %(company)s AND active
                  AND contribution IS NOT NULL"""
        )
        found = classify(self.purchases(), TODAY)
        rows = self.rows("channel", [("first_purchase_date", "!=", False)])
        self.assertIn(sum(rows.mapped("is_top")) - len(rows) // 5, (0, 1))
        for row in rows:
            orders = found[row.partner_id.id].order_count
            self.assertEqual(row.order_count, orders)
            self.assertGreaterEqual(row.is_top, row.contribution > best)
            self.assertLessEqual(row.is_top, row.contribution >= best)

    # the top
    def test_people_interests_sources_and_products_of_the_top(self):
        bought = self.profiles.filtered("first_purchase_date").partner_id
        best = [("percentile", ">", 80), ("company_id", "=", self.company.id)]
        best = self.profiles.search(best).partner_id
        for trait, statement in TRAITS.items():
            pairs = self.sql(statement, customers=bought.ids)
            every = Counter(value for _customer, value in pairs)
            tops = Counter(value for customer, value in pairs if customer in best.ids)
            rows = self.rows("top", [("trait", "=", trait)])
            self.assertEqual(sum(rows.mapped("top_count")), tops.total())
            for row in rows:
                value = row.size or row.interest_id.id
                self.assertEqual(row.top_count, tops[value])
                self.assertEqual(row.customer_count, every[value])
                self.assertAlmostEqual(row.top_share, 100 * tops[value] / len(best))

    # account managers
    def test_account_managers_bring_what_their_customers_bought(self):
        now, before, owner = Counter(), Counter(), {}
        for customer in self.story.customers.values():
            owner[customer.id] = customer.user_id.id
        for customer, result in classify(self.purchases(), TODAY).items():
            now[owner[customer]] += result.contribution
            before[owner[customer]] += result.previous_contribution
        rows = self.rows("manager")
        self.assertEqual(set(rows.user_id.ids), set(owner.values()))
        for row in rows:
            user = row.user_id.id
            self.assertAlmostEqual(row.contribution, float(now[user]), 2)
            self.assertAlmostEqual(row.previous_contribution, float(before[user]), 2)
            self.assertAlmostEqual(
                row.growth, 100 * float(now[user] / before[user] - 1), 4
            )

    def test_account_managers_have_the_work_they_did(self):
        touches = self.window(
            """SELECT user_id, count(*), sum(duration) FROM care_touch
                WHERE company_id = %(company)s AND date >= %(start)s
                  AND date < %(stop)s GROUP BY 1"""
        )
        complaints = self.window(
            """SELECT p.user_id, count(*) FROM care_complaint c
                 JOIN res_partner p ON p.id = c.commercial_partner_id
                WHERE c.company_id = %(company)s AND c.kind = 'complaint'
                  AND c.state <> 'cancelled' AND c.received_date >= %(start)s
                  AND c.received_date < %(stop)s GROUP BY 1"""
        )
        counts = {user: (count, hours) for user, count, hours in touches}
        rows = self.rows("manager")
        self.assertGreater(sum(rows.mapped("complaint_count")), 5)
        for row in rows:
            count, hours = counts.get(row.user_id.id, (0, 0))
            self.assertEqual(row.touch_count, count)
            self.assertAlmostEqual(row.hours, hours or 0, 4)
            expected = dict(complaints).get(row.user_id.id, 0)
            self.assertEqual(row.complaint_count, expected)

    def test_account_managers_keep_their_limits_and_lose_customers(self):
        lost = self.sql(
            """SELECT p.user_id, count(*) FROM care_profile_snapshot s
                 JOIN res_partner p ON p.id = s.partner_id
                WHERE s.company_id = %(company)s AND s.segment = 'lost'
                  AND s.date = '2026-06-30' GROUP BY 1"""
        )
        planned = self.env["care.revisit"].search(
            [("company_id", "=", self.company.id), ("state", "in", ("planned", "done"))]
        )
        after, until = WINDOW["after"], WINDOW["until"]
        rows = self.rows("manager")
        self.assertGreater(min(sum(rows.mapped("lost_count")), len(planned)), 0)
        for row in rows:
            own = planned.filtered(lambda r, row=row: r.user_id == row.user_id)
            done = [
                r for r in own if r.state == "done" and after < r.done_date <= until
            ]
            late = [r for r in own if r.state == "planned" and r.hard_date < until]
            kept = [r for r in done if r.done_date <= r.hard_date]
            self.assertEqual(row.revisit_count, len(done) + len(late))
            share = 100 * len(kept) / row.revisit_count if row.revisit_count else 0
            self.assertAlmostEqual(row.on_time, share, 4)
            self.assertEqual(row.lost_count, dict(lost).get(row.user_id.id, 0))
