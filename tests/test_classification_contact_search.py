from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCommon

LABELS = ("care_tier_id", "care_quadrant", "care_segment")
ROLES = ("employee", "salesperson", "user", "auditor")


@tagged("post_install", "-at_install")
class TestContactSearch(AccessCommon):
    """Labels of a contact without a profile, for whoever may see labels."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bare = cls.customer(name="Bare")
        cls.customers |= cls.bare
        cls.key = cls.profile(cls.big).tier_id

    def test_who_has_no_label_is_found_by_every_role(self):
        for role in ROLES:
            user = self.user(role)
            for name in LABELS:
                with self.subTest(role=role, name=name):
                    self.assertEqual(self.find((name, "=", False), user=user), ["Bare"])
                    others = self.find((name, "!=", False), user=user)
                    self.assertEqual(others, ["Own", "Free", "Big", "Bigger"])
            found = self.find(("care_tier_id", "in", [False, self.key.id]), user=user)
            self.assertEqual(found, ["Big", "Bigger", "Bare"])
            found = self.find(("care_segment", "not in", ["key", False]), user=user)
            self.assertEqual(found, ["Own", "Free"])

    def test_every_group_of_labels_holds_whom_it_counts(self):
        domain = [("id", "in", self.customers.ids)]
        for role in ROLES:
            partners = self.partners(self.user(role))
            for name in LABELS:
                groups = partners.formatted_read_group(domain, [name], ["__count"])
                for group in groups:
                    found = partners.search(domain + group["__extra_domain"])
                    self.assertEqual(len(found), group["__count"], (role, name, group))

    def test_opportunities_of_customers_without_label_are_found(self):
        for customer in self.customers:
            self.opportunity(customer, user_id=self.seller.id)
        leads = self.env["crm.lead"].with_user(self.seller)
        mine = [("partner_id", "in", self.customers.ids)]
        for name in ("care_tier_id", "care_segment"):
            found = leads.search([*mine, (name, "=", False)])
            self.assertEqual(found.partner_id, self.bare)

    def test_customers_without_a_value_come_last_both_ways(self):
        user = self.user("manager")
        for name in (*LABELS, "care_contribution", "care_stability", "care_profile_id"):
            for direction in ("asc", "desc"):
                with self.subTest(name=name, direction=direction):
                    found = self.find(order=f"{name} {direction}, id", user=user)
                    self.assertEqual(found[-1], "Bare")
        found = self.find(order="care_tier_id, id", user=user)
        self.assertEqual(found[:2], ["Big", "Bigger"])
        found = self.find(order="care_tier_id desc, id", user=user)
        self.assertEqual(found[-3:-1], ["Big", "Bigger"])

    def test_profiles_without_a_value_come_last_both_ways(self):
        prospect = self.customer(name="Prospect")
        self.opportunity(prospect)
        for customer in self.customers - self.bare:
            self.deal(customer, "2025-02-10")
        self.refresh("2026-06-30")
        self.customers |= prospect
        for name in ("contribution", "tier_id", "trend", "last_purchase_date"):
            for direction in ("asc", "desc"):
                order = f"{name} {direction}"
                found = self.seen(
                    "care.profile", order=order, user=self.user("manager")
                )
                self.assertEqual(found[-1:], prospect, order)

    def test_contacts_are_grouped_and_sorted_by_their_profile(self):
        domain = [("id", "in", self.customers.ids)]
        for user, count in ((self.user("manager"), 5), (self.seller, 3)):
            groups = self.partners(user)._read_group(
                domain, ["care_profile_id"], ["__count"]
            )
            self.assertEqual(len(groups), count)
        self.assertTrue(self.partners().sudo().fields_get(["care_profile_id"]))
        order = "care_tier_id, care_profile_id, care_segment"
        self.assertEqual(len(self.partners().sudo().search(domain, order=order)), 5)
        found = self.find(order="care_profile_id, id desc")
        self.assertEqual(found, ["Own", "Free", "Bare", "Bigger", "Big"])

    def test_employees_see_nobody_with_a_profile(self):
        employee = self.user("employee")
        every = self.partners(employee).mapped("name")
        self.assertEqual(
            self.find(("care_profile_id", "=", False), user=employee), every
        )
        self.assertFalse(self.find(("care_profile_id", "!=", False), user=employee))
        with self.assertRaises(AccessError):
            self.find(order="care_profile_id", user=employee)

    def test_every_list_of_contacts_shows_tier_and_quadrant(self):
        view = self.env.ref("base.view_partner_tree")
        arch = self.env["res.partner"].get_view(view.id, "list")["arch"]
        for name in ("care_tier_id", "care_quadrant"):
            self.assertIn(f'name="{name}"', arch)
