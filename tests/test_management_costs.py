from collections import defaultdict

from freezegun import freeze_time

from odoo.tests import tagged

from .analyses_common import TODAY, AnalysesCommon


@freeze_time(f"{TODAY} 12:00:00")
@tagged("post_install", "-at_install")
class TestCosts(AnalysesCommon):
    """Costs and efforts of the demo story, counted again by the test's statements."""

    # cost and net value
    def test_gifts_cost_what_was_given_in_the_window(self):
        expected = self.by_customer(
            """SELECT p.commercial_partner_id, sum(g.cost) FROM care_gift g
                 JOIN res_partner p ON p.id = g.partner_id
                WHERE g.company_id = %(company)s AND g.state = 'given'
                  AND g.date BETWEEN '2025-07-16' AND '2026-07-15' GROUP BY 1"""
        )
        self.assertSame(self.figures("cost", "gift_cost"), expected)

    def test_contacts_cost_by_channel_and_hour(self):
        costs = {
            channel.id: (channel.cost, channel.hour_cost)
            for channel in self.env["care.channel"]
            .with_company(self.company)
            .search([])
        }
        expected = defaultdict(float)
        for customer, channel, hours in self.sql(
            """SELECT commercial_partner_id, channel_id, duration FROM care_touch
                WHERE company_id = %(company)s AND date >= '2025-07-15 22:00:00'
                  AND date < '2026-07-15 22:00:00'"""
        ):
            cost, hour_cost = costs[channel]
            expected[self.keys[customer]] += cost + hour_cost * (hours or 0)
        self.assertSame(self.figures("cost", "touch_cost"), expected)

    def test_discounts_cost_what_the_list_price_says(self):
        expected = self.by_customer(
            """SELECT p.commercial_partner_id,
                      round(sum(l.price_unit * l.product_uom_qty - l.price_subtotal), 2)
                 FROM sale_order_line l
                 JOIN sale_order o ON o.id = l.order_id
                 JOIN res_partner p ON p.id = o.partner_id
                WHERE o.company_id = %(company)s AND o.state = 'sale'
                  AND l.discount > 0 AND o.date_order::date > %(after)s
                  AND o.date_order::date <= %(until)s GROUP BY 1"""
        )
        self.assertSame(self.figures("cost", "discount_cost"), expected, 0)

    def test_compensations_cost_what_was_approved(self):
        expected = self.by_customer(
            """SELECT c.commercial_partner_id, sum(n.amount) FROM care_compensation n
                 JOIN care_complaint c ON c.id = n.complaint_id
                WHERE c.company_id = %(company)s AND n.state IN ('approved', 'given')
                GROUP BY 1"""
        )
        self.assertSame(self.figures("cost", "compensation_cost"), expected)

    def test_net_value_is_what_is_left_of_the_contribution_before_discounts(self):
        names = ("gift", "compensation", "service", "touch", "other")
        for row in self.rows("cost"):
            profile = self.profile(row.partner_id)
            costs = sum(row[f"{name}_cost"] for name in names)
            self.assertAlmostEqual(
                row.net_value, (profile.contribution or 0) - costs, 2
            )
            self.assertAlmostEqual(row.cost, costs + row.discount_cost, 2)

    def test_a_fifth_is_best_and_a_fifth_is_last(self):
        rows = self.rows("cost", [("band", "!=", False)])
        rows = rows.sorted(lambda row: (-row.net_value, row.partner_id.id))
        bought = self.profiles.filtered("first_purchase_date")
        self.assertEqual(rows.partner_id, bought.partner_id)
        # as many in each fifth, the first ones take the rest
        best, last = -(-len(rows) // 5), len(rows) // 5
        middle = len(rows) - best - last
        self.assertEqual(
            "".join(rows.mapped("band")), "a" * best + "b" * middle + "c" * last
        )

    def test_each_cost_opens_the_records_behind_it(self):
        for row in self.rows("cost", [("cost", ">", 0)]):
            gifts = self.opened(row.action_open_gifts())
            self.assertAlmostEqual(sum(gifts.mapped("cost")), row.gift_cost, 2)
            given = self.opened(row.action_open_compensations())
            self.assertAlmostEqual(
                sum(given.mapped("amount")), row.compensation_cost, 2
            )
            lines = self.opened(row.action_open_discounts())
            full = sum(line.price_unit * line.product_uom_qty for line in lines)
            paid = sum(lines.mapped("price_subtotal"))
            self.assertAlmostEqual(full - paid, row.discount_cost, 0)
            touches = self.opened(row.action_open_touches())
            costs = [
                t.channel_id.cost + t.channel_id.hour_cost * t.duration for t in touches
            ]
            self.assertAlmostEqual(sum(costs), row.touch_cost, 2)

    # service
    def test_contacts_and_hours_are_those_of_the_log(self):
        query = """SELECT commercial_partner_id, {} FROM care_touch
                    WHERE company_id = %(company)s AND date > '2025-07-15 22:00:00'
                    GROUP BY 1"""
        for field, value in (
            ("touch_count", "count(*)"),
            ("effective_count", "count(*) FILTER (WHERE effective)"),
            ("hours", "sum(duration)"),
        ):
            expected = self.by_customer(query.format(value))
            self.assertSame(self.figures("service", field), expected)

    def test_shares_of_effort_and_of_contribution_add_up(self):
        rows = self.rows("service")
        for name in ("touch_share", "effort_share", "profit_share"):
            self.assertAlmostEqual(sum(rows.mapped(name)), 100, 6)
        total = sum(max(p.contribution, 0) for p in self.profiles)
        hours = sum(rows.mapped("hours"))
        for row in rows:
            contribution = max(self.profile(row.partner_id).contribution, 0)
            expected = 100 * (row.hours / hours - contribution / total)
            self.assertAlmostEqual(row.excess, expected, 6)

    def test_complaints_are_counted_without_praise(self):
        expected = self.by_customer(
            """SELECT commercial_partner_id, count(*) FROM care_complaint
                WHERE company_id = %(company)s AND kind = 'complaint'
                  AND state <> 'cancelled' GROUP BY 1"""
        )
        self.assertSame(self.figures("service", "complaint_count"), expected)
        for row in self.rows("service", [("complaint_count", ">", 0)]):
            found = self.opened(row.action_open_complaints())
            self.assertEqual(len(found), row.complaint_count)
            self.assertEqual(
                len(self.opened(row.action_open_touches())), row.touch_count
            )
