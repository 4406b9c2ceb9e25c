from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .access_common import AMOUNTS, AccessCommon


@tagged("post_install", "-at_install")
class TestProfileAccess(AccessCommon):
    def test_salespeople_see_their_own_and_unassigned_customers(self):
        self.assertEqual(self.seen("care.profile"), self.own | self.free)
        self.assertEqual(
            self.seen("care.profile", user=self.colleague)[:2], self.bigger | self.big
        )

    def test_salespeople_read_no_foreign_profile(self):
        foreign = self.profile(self.big).with_user(self.seller)
        self.env.invalidate_all()
        for name in (*AMOUNTS, "explanation", "rank"):
            with self.subTest(name), self.assertRaises(AccessError):
                foreign.read([name])

    def test_who_sees_all_documents_sees_all_customers(self):
        for role in ("all_documents", "auditor", "manager", "sales_manager"):
            with self.subTest(role):
                seen = self.seen("care.profile", user=self.user(role))
                self.assertEqual(len(seen), 4)

    def test_a_user_of_customer_care_alone_sees_unassigned_customers(self):
        self.assertEqual(self.seen("care.profile", user=self.user("user")), self.free)

    def test_employees_and_portal_users_read_no_profile(self):
        for role in ("employee", "portal"):
            for model in ("care.profile", "care.profile.change", "care.deal"):
                with self.subTest((role, model)), self.assertRaises(AccessError):
                    self.seen(model, user=self.user(role))

    def test_an_amount_in_a_domain_finds_own_customers_only(self):
        for condition in (("contribution", ">", 500), ("contribution", "=", 700)):
            self.assertFalse(self.seen("care.profile", [condition]))
        self.assertEqual(
            self.seen("care.profile", [("contribution", ">", 50)]), self.own
        )
        self.assertEqual(self.seen("care.profile", [("percentile", ">", 40)]), self.own)

    def test_sums_hold_own_amounts_only(self):
        profiles = self.env["care.profile"].with_user(self.seller)
        domain = [("company_id", "=", self.company.id)]
        [group] = profiles.formatted_read_group(
            domain, [], ["contribution:sum", "contribution:max", "__count"]
        )
        self.assertEqual(
            (group["contribution:sum"], group["contribution:max"], group["__count"]),
            (130, 100, 2),
        )
        [group] = profiles.formatted_read_group(
            domain, ["company_id"], ["contribution:sum"]
        )
        self.assertEqual(group["contribution:sum"], 130)
        groups = profiles.web_read_group(domain, ["tier_id"], ["contribution:sum"])
        self.assertEqual(
            sum(group["contribution:sum"] for group in groups["groups"]), 130
        )

    def test_the_quadrant_map_draws_own_customers_only(self):
        profiles = self.env["care.profile"].with_user(self.seller)
        drawn = profiles.get_quadrant_map([])
        self.assertEqual([point[1] for point in drawn["points"]], ["Own", "Free"])
        self.assertEqual((drawn["total"], len(drawn["pareto"])), (2, 3))

    def test_the_name_search_finds_own_customers_only(self):
        profiles = self.env["care.profile"].with_user(self.seller)
        found = profiles.name_search("", [("partner_id", "in", self.customers.ids)])
        self.assertEqual({name for _id, name in found}, {"Own", "Free"})

    def test_the_export_needs_its_group_and_holds_own_customers_only(self):
        export = "crm_customer_care.group_export"
        exporter = self.user("salesperson", export)
        self.own.user_id = exporter
        self.refresh()
        own, foreign = self.profile(self.own), self.profile(self.big)
        with self.assertRaises(UserError):
            own.with_user(self.seller).export_data(["contribution"])
        with self.assertRaises(AccessError):
            foreign.with_user(exporter).export_data(["contribution"])
        data = own.with_user(exporter).export_data(["contribution"])
        self.assertEqual(data["datas"], [[100.0]])

    def test_history_is_seen_of_own_customers_only(self):
        for model in ("care.profile.change", "care.profile.snapshot", "care.deal"):
            with self.subTest(model):
                self.assertEqual(self.seen(model), self.own | self.free)
                foreign = self.env[model].search([("partner_id", "=", self.big.id)])
                self.assertTrue(foreign)
                self.assertFalse(foreign.with_user(self.seller).has_access("read"))
                everybody = self.seen(model, user=self.user("all_documents"))
                self.assertEqual(everybody, self.customers)

    def test_nobody_reads_the_rows_behind_the_changes(self):
        events = self.env["care.profile.event"].search([])
        self.assertTrue(events)
        for role in ("salesperson", "auditor", "sales_manager"):
            with self.subTest(role), self.assertRaises(AccessError):
                events.with_user(self.user(role)).read(["contribution"])

    def test_history_sums_hold_own_amounts_only(self):
        for model, name in (
            ("care.deal", "amount"),
            ("care.profile.snapshot", "contribution"),
        ):
            records = self.env[model].with_user(self.seller)
            domain = [("partner_id", "in", self.customers.ids)]
            [group] = records.formatted_read_group(domain, [], [f"{name}:sum"])
            self.assertEqual(group[f"{name}:sum"], 130)


@tagged("post_install", "-at_install")
class TestWriteAccess(AccessCommon):
    def test_nobody_writes_computed_values(self):
        profile = self.profile(self.own)
        for role in ("salesperson", "auditor", "manager", "sales_manager"):
            mine = profile.with_user(
                self.seller if role == "salesperson" else self.user(role)
            )
            for vals in (
                {"contribution": 1},
                {"tier_id": False},
                {"quadrant": "e1"},
                {"user_id": False},
            ):
                with self.subTest((role, vals)), self.assertRaises(AccessError):
                    mine.write(vals)

    def test_nobody_creates_copies_or_deletes_a_profile(self):
        manager = self.user("sales_manager")
        profile = self.profile(self.own).with_user(manager)
        vals = {"partner_id": self.customer().id, "company_id": self.company.id}
        for way in (profile.unlink, profile.copy, lambda: profile.create(vals)):
            with self.assertRaises(AccessError):
                way()

    def test_a_partner_is_no_way_to_write_its_profile(self):
        manager = self.user("sales_manager", "base.group_partner_manager")
        partner, profile = self.own.with_user(manager), self.profile(self.own)
        for command in (
            (1, profile.id, {"contribution": 1}),
            (2, profile.id),
            (0, 0, {}),
        ):
            with (
                self.subTest(command),
                self.assertRaises(AccessError),
                self.cr.savepoint(),
            ):
                partner.write({"care_profile_ids": [command]})
        partner.write({"care_contribution": 1, "care_quadrant": "e4"})
        self.env.invalidate_all()
        self.assertEqual((profile.contribution, profile.quadrant), (100, "e4"))

    def test_nobody_writes_history(self):
        manager = self.user("sales_manager")
        for model in ("care.profile.change", "care.profile.snapshot"):
            lines = self.env[model].search([("partner_id", "=", self.own.id)])
            lines = lines.with_user(manager)
            self.assertTrue(lines.mapped("contribution"))
            with self.assertRaises(AccessError):
                lines.unlink()
            with self.assertRaises(AccessError):
                lines.write({"contribution": 1})
            with self.assertRaises(AccessError):
                lines[0].copy()

    def test_only_managers_edit_policy_tiers_and_strategies(self):
        strategy = self.env["care.strategy"].search([("key", "=", "segment_fan")])
        for record, vals in (
            (self.policy, {"lost_days": 400}),
            (self.policy.tier_ids[0], {"color": 3}),
            (strategy, {"name": "Fan"}),
        ):
            for role in ("salesperson", "all_documents", "auditor"):
                with self.subTest((record, role)), self.assertRaises(AccessError):
                    record.with_user(self.user(role)).write(vals)
            record.with_user(self.user("manager")).write(vals)

    def test_not_even_managers_write_what_the_refresh_found(self):
        policy = self.policy.with_user(self.user("manager"))
        for vals in (
            {"as_of": "2020-01-01"},
            {"month_end": False},
            {"contribution_line": 1},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                policy.write(vals)

    def test_auditors_change_no_deal_not_even_as_salespeople(self):
        deal = self.env["care.deal"].search([("partner_id", "=", self.big.id)])
        for groups in ("", "sales_team.group_sale_salesman"):
            audited = deal.with_user(self.user("auditor", groups))
            self.assertEqual(audited.amount, 700)
            with self.assertRaises(AccessError):
                audited.write({"amount": 1})
            with self.assertRaises(AccessError):
                audited.unlink()
            with self.assertRaises(AccessError):
                audited.copy()

    def test_salespeople_give_no_deal_to_a_foreign_customer(self):
        deal = self.env["care.deal"].search([("partner_id", "=", self.own.id)])
        deal = deal.with_user(self.seller)
        deal.partner_id = self.free
        self.assertEqual(deal.commercial_partner_id, self.free)
        with self.assertRaises(AccessError):
            deal.partner_id = self.big

    def test_salespeople_enter_deals_of_their_own_customers(self):
        deals = self.env["care.deal"].with_user(self.seller)
        vals = {"amount": 5, "date": "2026-01-01", "company_id": self.company.id}
        deal = deals.create({"partner_id": self.own.id, **vals})
        deal.amount = 6
        with self.assertRaises(AccessError):
            deals.create({"partner_id": self.big.id, **vals})
        with self.assertRaises(AccessError):
            deal.unlink()
