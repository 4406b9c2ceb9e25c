import statistics
from collections import Counter

from odoo.fields import Command
from odoo.tests import tagged

from . import reference_customers
from .common import CareCommon
from .reference import Rules, classify
from .reference_cases import AS_OF

NUMBERS = (
    "contribution",
    "previous_contribution",
    "trend",
    "order_count",
    "rank",
    "percentile",
    "share",
    "cumulative_share",
    "stability",
    "mean_interval_days",
    "expected_contribution",
    "intention",
)
NAMES = {
    "contribution_method": "contribution_cut_method",
    "stability_method": "stability_cut_method",
    "expected_method": "expected_cut_method",
}
QUADRANTS = {"", *(f"{letter}{n}" for letter in "ep" for n in range(1, 5))}


@tagged("post_install", "-at_install")
class TestReference(CareCommon):
    """Every customer is what the rules say, whichever of them a manager chose."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        customers = [cls.customer() for _number in range(40)]
        cls.bought = reference_customers.purchases([c.id for c in customers])
        cls.env["care.deal"].create(
            [
                {"partner_id": customer, "date": day, "amount": amount}
                for customer, day, amount in cls.bought
            ]
        )
        prospects = [cls.customer() for _case in reference_customers.PROSPECTS]
        pairs = zip(prospects, reference_customers.PROSPECTS, strict=True)
        cls.chances = [(customer.id, *case) for customer, case in pairs]
        # a pipeline as large as what was bought, and a smaller one
        cls.chances += [(c.id, 200, 10) for c in customers[:8]]
        for customer, revenue, probability in cls.chances:
            customer = cls.env["res.partner"].browse(customer)
            vals = {"expected_revenue": revenue, "probability": probability}
            cls.opportunity(customer, **vals)

    def compare(self, **rules):
        """Results by customer; each is compared with its profile."""
        rules = Rules(**rules)
        self.choose(rules)
        self.refresh(AS_OF)
        results = classify(self.bought, AS_OF, rules, self.chances)
        found = self.env["care.profile"].search([("company_id", "=", self.company.id)])
        self.assertEqual(set(found.partner_id.ids), set(results))
        for profile in found:
            self.assertProfile(profile, results[profile.partner_id.id])
        return results

    def choose(self, rules):
        vals = {name: getattr(rules, key) for key, name in NAMES.items()}
        tiers = zip(self.policy.tier_ids, rules.tiers, strict=True)
        vals["tier_ids"] = [Command.update(t.id, {"cut": cut[1]}) for t, cut in tiers]
        same = ("tier_method", "contribution_cut", "stability_cut", "expected_cut")
        vals.update({name: getattr(rules, name) for name in same})
        self.policy.write(vals)

    def assertProfile(self, profile, result):
        about = (profile.partner_id.id, result)
        self.assertEqual(profile.tier_id.name or None, result.tier, about)
        self.assertEqual(profile.quadrant or "", result.quadrant, about)
        self.assertEqual(profile.segment or "", result.segment, about)
        for name in NUMBERS:
            value = float(getattr(result, name) or 0)
            self.assertAlmostEqual(profile[name] or 0, value, 6, (name, *about))

    def tiers(self, method, *cuts):
        triples = zip(Rules.tiers, cuts, strict=True)
        tiers = tuple((name, cut, is_key) for (name, _cut, is_key), cut in triples)
        return {"tier_method": method, "tiers": tiers}

    def test_by_default(self):
        results = self.compare()
        self.assertEqual({r.quadrant for r in results.values()}, QUADRANTS)
        segments = {"", "lost", "dormant", "new", "key", "potential", "general"}
        self.assertEqual({r.segment for r in results.values()}, segments)
        self.assertEqual(len([r for r in results.values() if r.tier]), 40)
        amounts = Counter(r.contribution for r in results.values())
        self.assertGreater(len([n for n in amounts.values() if n > 1]), 3)

    def test_tiers_by_share_of_customers(self):
        for first, second in ((20, 50), (30, 40)):
            with self.subTest(first=first), self.cr.savepoint() as point:
                self.compare(**self.tiers("percentile", first, second, 100))
                point.rollback()

    def test_the_ceiling_of_customers_is_one_that_nobody_reaches(self):
        results = self.compare(**self.tiers("percentile", 2.5, 5, 100))
        tiers = Counter(result.tier for result in results.values())
        self.assertEqual(tiers, {"Key": 1, "Important": 3, "General": 36, None: 5})

    def test_tiers_by_amount(self):
        results = self.compare(**self.tiers("amount", 4800, 360, 0))
        on_the_line = [r.tier for r in results.values() if r.contribution == 360]
        self.assertIn("Important", on_the_line)
        on_the_line = [r.tier for r in results.values() if r.contribution == 4800]
        self.assertIn("Key", on_the_line)

    def test_tiers_by_share_of_contribution(self):
        for first, second in ((50, 60), (1, 2), (99, 99.9)):
            with self.subTest(first=first), self.cr.savepoint() as point:
                self.compare(**self.tiers("pareto", first, second, 100))
                point.rollback()

    def test_contribution_is_high_by_each_method(self):
        for method, cut in (
            ("share", 50),
            ("median", 0),
            ("percentile", 2.5),
            ("percentile", 50),
            ("amount", 360),
            ("amount", 0),
        ):
            with self.subTest(method=method, cut=cut), self.cr.savepoint() as point:
                self.compare(contribution_method=method, contribution_cut=cut)
                point.rollback()

    def test_somebody_brings_just_the_median(self):
        results = self.compare(contribution_method="median")
        bought = [r for r in results.values() if r.tier]
        middle = statistics.median(result.contribution for result in bought)
        high = [r for r in bought if r.contribution == middle and r.quadrant]
        self.assertTrue(high)
        self.assertLessEqual({r.quadrant for r in high}, {"e1", "e2"})

    def test_stability_is_high_by_each_method(self):
        for method, cut in (("value", 1), ("value", 0), ("value", 0.3), ("median", 0)):
            with self.subTest(method=method, cut=cut), self.cr.savepoint() as point:
                results = self.compare(stability_method=method, stability_cut=cut)
                point.rollback()
                stable = {"e1", "e3"} & {r.quadrant for r in results.values()}
                self.assertTrue(stable)

    def test_expectation_is_high_by_each_method(self):
        for method, cut in (("median", 0), ("amount", 499.99), ("amount", 1000)):
            with self.subTest(method=method, cut=cut), self.cr.savepoint() as point:
                self.compare(expected_method=method, expected_cut=cut)
                point.rollback()
