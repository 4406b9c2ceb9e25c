from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCommon


@tagged("post_install", "-at_install")
class TestPartnerAccess(AccessCommon):
    def test_every_internal_user_sees_labels(self):
        for role in ("employee", "user", "salesperson", "auditor"):
            partner = self.partners(self.user(role))[2]
            names = ["care_tier_id", "care_quadrant", "care_segment"]
            [labels] = partner.read(names)
            self.assertEqual(
                [
                    labels["care_tier_id"][1],
                    labels["care_quadrant"],
                    labels["care_segment"],
                ],
                ["Key", "e2", "key"],
            )

    def test_lists_and_forms_say_what_the_fields_say(self):
        lone = self.customer(name="Without Profile")
        model = self.env["res.partner"]
        for role in ("employee", "salesperson", "auditor", "manager"):
            partners = self.partners(self.user(role)) + lone
            shown = [
                name
                for name, field in model._get_care_shown().items()
                if partners._has_field_access(field, "read")
            ]
            self.assertEqual("care_contribution" in shown, role != "employee")
            specification = dict.fromkeys(["name", *shown], {})
            rows = partners.web_read(specification)
            self.assertEqual(rows[2]["care_quadrant"], "e2")
            for partner, row in zip(partners, rows, strict=True):
                self.env.invalidate_all()
                self.assertEqual([row], partner.web_read(specification))
                self.env.invalidate_all()
                for name in shown:
                    with self.subTest(name, role=role):
                        value = partner[name]
                        if model._fields[name].type == "many2one":
                            value = value.id
                        self.assertEqual(row[name], value)
                        self.assertIs(type(row[name]), type(value))

    def test_forms_show_the_amounts_that_the_rules_allow(self):
        names = ["care_tier_id", "care_profile_id", "care_contribution"]
        own, _free, big, _bigger = self.partners()
        [mine] = own.web_read(dict.fromkeys(names, {}))
        [theirs] = big.web_read(dict.fromkeys(names, {}))
        self.assertEqual(mine["care_contribution"], 100)
        self.assertEqual([bool(theirs[name]) for name in names], [True, False, False])

    def test_forms_follow_a_profile_that_changes_in_the_transaction(self):
        form = {"care_tier_id": {}, "care_tier_color": {}, "care_profile_id": {}}
        partner = self.own
        [before] = partner.web_read(form)
        tier = self.env["care.tier"].search(
            [("id", "!=", before["care_tier_id"]), ("color", "!=", False)], limit=1
        )
        partner.care_profile_id.tier_id = tier
        [after] = partner.web_read(form)
        self.assertEqual(after["care_tier_id"], tier.id)
        self.assertEqual(after["care_tier_color"], tier.color)

    def test_portal_users_see_no_labels_in_lists(self):
        portal = self.user("portal", name="Own", partner_id=self.own.id)
        child = self.customer(name="Child", is_company=False, parent_id=self.own.id)
        contacts = (self.own + child).with_user(portal)
        self.assertEqual(len(contacts.web_read({"name": {}})), 2)
        for name in ("care_tier_id", "care_quadrant", "care_segment"):
            contacts.sudo().mapped(name)  # known already
            with self.subTest(name), self.assertRaises(AccessError):
                contacts._read_format([name], None)

    def test_who_sees_no_labels_can_ask_for_none(self):
        employee, portal = self.user("employee"), self.user("portal")
        for user, name in ((portal, "care_tier_id"), (employee, "care_contribution")):
            contacts = self.partners(user)
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    contacts.fetch([name])
                with self.assertRaises(AccessError):
                    contacts.browse().read([name])
                with self.assertRaises(AccessError):
                    contacts.search_fetch([], [name])

    def test_a_list_leaves_out_contacts_that_are_gone(self):
        partners = self.partners(self.user("employee"))
        kept, gone = partners[2], self.customer(name="Gone")
        contacts = kept + gone.with_env(kept.env)
        gone.unlink()
        rows = contacts.web_read({"name": {}, "care_quadrant": {}})
        self.assertEqual([row["id"] for row in rows], kept.ids)

    def test_labels_are_searched_and_counted_by_every_internal_user(self):
        employee = self.user("employee")
        found = self.find(("care_tier_id.is_key", "=", True), user=employee)
        self.assertEqual(found, ["Big", "Bigger"])
        groups = self.partners(employee)._read_group(
            [("id", "in", self.customers.ids)], ["care_segment"], ["__count"]
        )
        self.assertEqual(dict(groups)["key"], 2)

    def test_employees_get_at_no_amount(self):
        partners = self.partners(self.user("employee"))
        for way in self.ways_to_amounts(partners):
            with self.assertRaises(AccessError):
                way()

    def ways_to_amounts(self, partners):
        return [
            lambda: partners.read(["care_contribution"]),
            lambda: partners.read(["care_stability"]),
            lambda: partners.read(["care_profile_ids"]),
            lambda: partners.search([("care_contribution", ">", 1)]),
            lambda: partners.search([("care_profile_id.contribution", ">", 1)]),
            lambda: partners.search([("care_profile_ids.contribution", ">", 1)]),
            lambda: partners.search([], order="care_contribution"),
            lambda: partners._read_group([], [], ["care_contribution:sum"]),
            lambda: partners._read_group([], ["care_contribution"]),
        ]

    def test_portal_users_see_not_even_their_own_labels(self):
        portal = self.user("portal", name="Own", partner_id=self.own.id)
        self.assertEqual(self.own.with_user(portal).name, "Own")
        partners = self.partners(portal)[0]
        for name in (
            "care_tier_id",
            "care_quadrant",
            "care_segment",
            "care_profile_id",
        ):
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    partners.read([name])
                with self.assertRaises(AccessError):
                    partners.search([], order=name)
        self.assertEqual(self.own.care_segment, "general")
        for segment in ("general", "key"):
            self.assertFalse(partners.search([("care_segment", "=", segment)]))
        with self.assertRaises(AccessError):
            partners._read_group([], ["care_segment"])
        for way in self.ways_to_amounts(partners):
            with self.assertRaises(AccessError):
                way()

    def test_salespeople_read_no_foreign_amount_beside_a_label(self):
        names = [
            "care_tier_id",
            "care_contribution",
            "care_segment",
            "care_stability",
            "care_profile_id",
        ]
        rows = self.partners().read(names)
        self.assertEqual([row["care_contribution"] for row in rows], [100, 30, 0, 0])
        self.assertEqual(
            [bool(row["care_stability"]) for row in rows], [True, True, False, False]
        )
        self.assertEqual(
            [bool(row["care_profile_id"]) for row in rows], [True, True, False, False]
        )

    def test_an_amount_in_the_cache_is_no_foreign_amount(self):
        self.customers.mapped("care_contribution")
        self.customers.sudo().mapped("care_profile_id.contribution")
        partners = self.customers.with_user(self.seller)
        self.assertEqual(partners.mapped("care_contribution"), [100, 30, 0, 0])

    def test_salespeople_find_no_foreign_customer_by_amount(self):
        for name in (
            "care_contribution",
            "care_profile_id.contribution",
            "care_profile_ids.contribution",
        ):
            with self.subTest(name):
                self.assertEqual(self.find((name, ">", 50)), ["Own"])
                self.assertEqual(self.find((name, "=", 700)), [])
                self.assertEqual(self.find((name, "in", [30, 900])), ["Free"])
        self.assertEqual(
            self.find(("care_profile_id", "any", [("contribution", ">", 1)])),
            ["Own", "Free"],
        )
        self.assertEqual(self.find(("care_stability", ">", 0)), ["Own", "Free"])

    def test_a_negated_amount_tells_nothing_of_foreign_customers(self):
        for condition in (
            ("care_contribution", "!=", 700),
            ("care_contribution", "<", 800),
        ):
            found = set(self.find(condition))
            self.assertIn({"Big", "Bigger"} & found, (set(), {"Big", "Bigger"}))
        found = set(self.find("!", ("care_profile_id.contribution", ">", 800)))
        self.assertIn({"Big", "Bigger"} & found, (set(), {"Big", "Bigger"}))

    def test_a_path_through_the_salesperson_is_searched(self):
        path = "care_profile_id.user_id.login"
        self.assertEqual(self.find((path, "=", self.seller.login)), ["Own"])
        self.assertEqual(self.find((path, "=", self.colleague.login)), [])

    def test_sorting_by_amount_tells_nothing_of_foreign_customers(self):
        for name in ("care_contribution", "care_stability"):
            for direction in ("desc", "asc"):
                found = self.find(order=f"{name} {direction}, id desc")
                self.assertEqual(found[2:], ["Bigger", "Big"])
                found = self.find(order=f"{name} {direction}, id")
                self.assertEqual(found[2:], ["Big", "Bigger"])

    def test_who_sees_all_sorts_by_amount(self):
        found = self.find(order="care_contribution desc", user=self.user("auditor"))
        self.assertEqual(found, ["Bigger", "Big", "Own", "Free"])

    def test_sums_on_partners_hold_own_amounts_only(self):
        partners, domain = self.partners(), [("id", "in", self.customers.ids)]
        for group_by in (
            [],
            ["is_company"],
            ["care_tier_id"],
            ["care_segment"],
            ["user_id"],
        ):
            groups = partners._read_group(
                domain, group_by, ["care_contribution:sum", "care_contribution:max"]
            )
            self.assertEqual(sum(group[-2] or 0 for group in groups), 130)
            self.assertEqual(max(group[-1] or 0 for group in groups), 100)
        groups = partners.formatted_read_group(
            domain, ["care_tier_id"], ["care_contribution:sum"]
        )
        self.assertEqual(
            sum(group["care_contribution:sum"] or 0 for group in groups), 130
        )

    def test_grouping_by_amount_tells_nothing_of_foreign_customers(self):
        domain = [("id", "in", self.customers.ids)]
        groups = self.partners()._read_group(domain, ["care_contribution"], ["__count"])
        self.assertEqual({amount or 0 for amount, _count in groups}, {0, 30, 100})
        groups = self.partners()._read_group(
            domain, ["id"], having=[("care_contribution:sum", ">", 500)]
        )
        self.assertFalse(groups)

    def test_exports_of_partners_hold_own_amounts_only(self):
        exporter = self.user("salesperson", "crm_customer_care.group_export")
        names = [
            "care_contribution",
            "care_profile_id/contribution",
            "care_profile_ids/contribution",
        ]
        rows = self.partners(exporter).export_data(names)["datas"]
        self.assertEqual([row for row in rows if any(row)], [[30, 30, 30]])

    def test_a_lead_is_no_way_to_foreign_amounts(self):
        leads = self.env["crm.lead"].with_user(self.seller)
        for customer in self.customers:
            self.opportunity(customer, user_id=self.seller.id)
        mine = [("partner_id", "in", self.customers.ids)]
        self.assertEqual(len(leads.search(mine)), 4)
        for path in (
            "partner_id.care_contribution",
            "partner_id.care_profile_ids.contribution",
        ):
            found = leads.search([*mine, (path, ">", 50)])
            self.assertEqual(found.partner_id, self.own)
        groups = leads._read_group(mine, ["partner_id.care_contribution"])
        self.assertEqual({amount or 0 for [amount] in groups}, {0, 30, 100})

    def test_the_search_for_partners_by_name_holds_no_amounts(self):
        found = self.partners().name_search(
            "B", [("id", "in", self.customers.ids), ("care_contribution", ">", 1)]
        )
        self.assertFalse(found)
