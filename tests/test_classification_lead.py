from odoo.tests import tagged

from .common import CareCommon

# expected revenue and probability of an opportunity without a customer
OWN = {"p1": (500, 60), "p2": (500, 10), "p3": (5, 60), "p4": (5, 10)}


@tagged("post_install", "-at_install")
class TestLeads(CareCommon):
    """Opportunities by the class of their customer, and by their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"expected_cut_method": "amount", "expected_cut": 100})
        big, small = cls.customer(name="Big"), cls.customer(name="Small")
        cls.deal(big, "2025-08-01", 9000)
        cls.deal(small, "2025-08-01", 10)
        cls.prospect = cls.customer(name="Prospect")
        cls.leads = {name: cls.lead(name, *numbers) for name, numbers in OWN.items()}
        cls.leads["big"] = cls.lead("big", 5, 10, big)
        cls.leads["small"] = cls.lead("small", 500, 60, small)
        cls.leads["prospect"] = cls.lead("prospect", 400, 70, cls.prospect)
        cls.leads["lost"] = cls.lead("lost", 500, 60)
        cls.leads["lost"].action_set_lost()
        cls.leads["lead"] = cls.lead("lead", 500, 60, type="lead")
        cls.refresh("2026-06-30")
        cls.seller = cls.user("all_documents")
        cls.quadrants = {
            **{name: name for name in OWN},
            **{"big": "e2", "small": "e4", "prospect": "p1"},
            **{"lost": False, "lead": False},
        }

    @classmethod
    def lead(cls, name, revenue, probability, customer=None, **vals):
        numbers = {"expected_revenue": revenue, "probability": probability}
        return cls.opportunity(customer, name=name, **numbers, **vals)

    def all(self):
        """The opportunities, as a salesperson sees them."""
        self.env.invalidate_all()
        leads = self.env["crm.lead"].with_user(self.seller)
        return leads.with_context(active_test=False)

    def domain(self):
        return [("id", "in", [lead.id for lead in self.leads.values()])]

    def test_each_has_the_quadrant_of_its_customer_or_its_own(self):
        found = {
            lead.name: lead.care_quadrant for lead in self.all().search(self.domain())
        }
        self.assertEqual(found, self.quadrants)

    def test_quadrants_are_searched_as_they_are_shown(self):
        leads = self.all()
        for code in {*self.quadrants.values(), "e1"}:
            with self.subTest(quadrant=code):
                found = leads.search([*self.domain(), ("care_quadrant", "=", code)])
                shown = {n for n, value in self.quadrants.items() if value == code}
                self.assertEqual(set(found.mapped("name")), shown)
        found = leads.search([*self.domain(), ("care_quadrant", "!=", "p1")])
        self.assertEqual(len(found), len(self.leads) - 2)

    def test_they_are_grouped_by_quadrant(self):
        groups = self.all()._read_group(self.domain(), ["care_quadrant"], ["__count"])
        codes = list(self.quadrants.values())
        self.assertEqual(dict(groups), {code: codes.count(code) for code in codes})

    def test_the_pipeline_opens_grouped_by_quadrant(self):
        groups = self.all().formatted_read_group(
            self.domain(), ["care_quadrant"], ["__count", "expected_revenue:sum"]
        )
        for group in groups:
            code = group["care_quadrant"]
            with self.subTest(quadrant=code):
                found = self.all().search([*self.domain(), *group["__extra_domain"]])
                self.assertEqual(len(found), group["__count"])
                shown = {n for n, value in self.quadrants.items() if value == code}
                self.assertEqual(set(found.mapped("name")), shown)

    def test_they_are_grouped_by_tier(self):
        groups = self.all()._read_group(self.domain(), ["care_tier_id"], ["__count"])
        found = {tier.name: count for tier, count in groups}
        self.assertEqual(found, {"Key": 1, "General": 1, False: len(self.leads) - 2})

    def test_they_are_sorted_by_quadrant(self):
        for direction in ("asc", "desc"):
            order = f"care_quadrant {direction}, id"
            found = self.all().search(self.domain(), order=order)
            codes = [code for code in found.mapped("care_quadrant") if code]
            with self.subTest(direction):
                expected = sorted(codes, reverse=direction == "desc")
                self.assertEqual(codes, expected)
                self.assertEqual(len(codes), len(self.leads) - 2)

    def test_they_are_sorted_by_tier(self):
        found = self.all().search(self.domain(), order="care_tier_id, id")
        tiers = [lead.care_tier_id.name for lead in found if lead.care_tier_id]
        self.assertEqual(tiers, ["Key", "General"])
        found = self.all().search(self.domain(), order="care_tier_id desc, id")
        tiers = [lead.care_tier_id.name for lead in found if lead.care_tier_id]
        self.assertEqual(tiers, ["General", "Key"])
