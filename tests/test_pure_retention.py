from datetime import date

from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools import (
    nelder_mead,
    purchase_rate,
    retention,
    retention_span,
)


def shop(customers=200, step=30, until=720):
    """Purchase days by customer: each buys every `step` days and stops after a while,
    later the higher its number is."""
    return {
        number: list(range(number % step, number % step + until * number // 200, step))
        for number in range(1, customers + 1)
        if until * number // 200
    }


class TestPureRetention(BaseCase):
    def test_auc_counts_the_pairs_in_the_right_order(self):
        rows = [(0.1, False), (0.4, False), (0.35, True), (0.8, True)]

        self.assertEqual(retention.auc(rows), 0.75)

    def test_equal_chances_count_half(self):
        self.assertEqual(retention.auc([(0.5, True), (0.5, False)]), 0.5)

    def test_auc_of_customers_who_all_did_the_same_is_unknown(self):
        self.assertIsNone(retention.auc([(0.2, True), (0.4, True)]))
        self.assertIsNone(retention.auc([]))

    def test_groups_rise_and_count_everybody(self):
        rows = [(place, place % 7 < place // 60) for place in range(400)]
        found = retention.groups(rows)

        rates = [group.rate for group in found]
        self.assertEqual(rates, sorted(set(rates)))
        self.assertEqual(sum(group.customers for group in found), 400)
        self.assertEqual(sum(group.bought for group in found), sum(y for _p, y in rows))

    def test_equal_places_are_in_one_group(self):
        rows = [(number // 50, number % 2 > 0) for number in range(200)]
        starts = [group.start for group in retention.groups(rows)]

        self.assertEqual(len(starts), len(set(starts)))

    def test_chances_rise_with_the_place_and_stay_near_their_group(self):
        rows = [(place, place % 5 < place // 80) for place in range(400)]
        found = retention.groups(rows)
        chances = [retention.chance_at(found, place) for place in range(-5, 405)]

        self.assertEqual(chances, sorted(chances))
        for place in range(400):
            group = found[retention.group_at(found, place)]
            chance = retention.chance_at(found, place)
            self.assertLessEqual(abs(chance - group.rate), retention.SPREAD / 2 + 0.001)

    def test_what_comes_after_the_day_changes_nothing(self):
        known = {
            key: [day for day in days if day <= 400] for key, days in shop().items()
        }
        known = {key: days for key, days in known.items() if days}

        self.assertEqual(
            retention.learn(shop(), 400, 220, 180),
            retention.learn(known, 400, 220, 180),
        )

    def test_fewer_months_than_asked_for_are_scaled_up(self):
        plain = retention.learn(shop(), 400, 310, 90)
        scaled = retention.learn(shop(), 400, 310, 180)
        pairs = zip(plain.groups, scaled.groups, strict=True)

        self.assertTrue(all(low.rate <= high.rate for low, high in pairs))
        self.assertEqual(plain.groups[0].bought, scaled.groups[0].bought)

    def test_the_chance_of_one_who_stopped_long_ago_is_low(self):
        measured = retention.learn(shop(), 500, 320, 180)
        active, _place = measured.foresee(10, 300, 310)
        gone, _place = measured.foresee(10, 300, 900)

        self.assertGreater(active, 0.5)
        self.assertLess(gone, 0.2)

    def test_few_customers_tell_nothing(self):
        few = dict(list(shop().items())[:5])

        self.assertIsNone(retention.learn(few, 400, 220, 180))

    def test_deciles_hold_everybody_once(self):
        rows = [(number / 100, number, number % 2 > 0, number) for number in range(95)]
        found = retention.deciles(rows)

        self.assertEqual([len(tenth.keys) for tenth in found], [9, 10] * 5)
        self.assertEqual(sorted(sum((t.keys for t in found), [])), list(range(95)))
        self.assertEqual(found[0].lowest, 0)
        self.assertAlmostEqual(found[0].predicted, 0.04)

    def test_customers_bought_from_the_day_after_until_the_last(self):
        self.assertTrue(retention.buys([10, 20], 10, 20))
        self.assertFalse(retention.buys([10, 20], 10, 19))
        self.assertFalse(retention.buys([10, 20], 20, 90))

    def test_a_customer_is_known_by_what_happened_until_the_day(self):
        self.assertEqual(retention.known([10, 20, 40], 30), (1, 10, 20))
        self.assertIsNone(retention.known([10, 20], 9))

    def test_the_fit_finds_who_leaves(self):
        steady = [(11, 330, 345)] * 90 + [(10, 300, 330)] * 10
        leaving = [(0, 0, 345)] * 60 + [(1, 30, 345)] * 30 + [(11, 330, 345)] * 10

        self.assertLess(
            purchase_rate.chance(purchase_rate.fit(leaving), 1, 30, 345, 90),
            purchase_rate.chance(purchase_rate.fit(steady), 1, 30, 345, 90) + 0.5,
        )
        model = purchase_rate.fit(leaving)
        self.assertGreater(model.left / (model.left + model.stays), 0.3)

    def test_many_purchases_do_not_overflow(self):
        model = purchase_rate.Model(0.5, 10, 1, 1)

        self.assertLess(purchase_rate.log_rate(model, 5000, 100, 9000), -500)
        self.assertEqual(purchase_rate.chance(model, 5000, 100, 9000, 30) > 0.01, False)

    def test_the_minimum_of_a_valley_is_found(self):
        def valley(point):
            return (1 - point[0]) ** 2 + 100 * (point[1] - point[0] ** 2) ** 2

        x, y = nelder_mead.minimize(valley, [-1.2, 1], tolerance=1e-12)
        self.assertAlmostEqual(x, 1, 3)
        self.assertAlmostEqual(y, 1, 3)


class TestPureRetentionSpan(BaseCase):
    def test_a_long_history_is_looked_back_to_by_the_horizon(self):
        found = retention_span.span(date(2020, 1, 5), date(2026, 8, 31), 6)

        self.assertEqual(found.past, date(2026, 2, 28))
        self.assertEqual(found.horizon, (date(2027, 2, 28) - date(2026, 8, 31)).days)

    def test_a_short_history_is_halved(self):
        found = retention_span.span(date(1997, 1, 1), date(1997, 9, 30), 9)

        self.assertEqual((found.months, found.past), (4, date(1997, 5, 31)))
        self.assertEqual(found.horizon, 273)

    def test_a_month_tells_nothing(self):
        self.assertIsNone(retention_span.span(date(2026, 6, 1), date(2026, 6, 30), 6))
