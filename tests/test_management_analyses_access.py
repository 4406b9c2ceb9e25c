from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .access_common import AccessCommon

REPORTS = ("behaviour", "channel", "churn", "cost", "development", "service", "value")


@freeze_time("2026-06-30 12:00:00")
@tagged("post_install", "-at_install")
class TestAnalysesAccess(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        days = ("2026-04-30", "2026-05-31")
        cls.env["care.profile.snapshot"].create(
            [
                {
                    "partner_id": customer.id,
                    "company_id": cls.company.id,
                    "date": day,
                    "segment": "general",
                    "contribution": 10,
                }
                for customer in cls.customers
                for day in days
            ]
        )
        phone = cls.env.ref("crm_customer_care.channel_phone")
        cls.env["care.touch"].create(
            [
                {
                    "partner_id": customer.id,
                    "date": "2026-06-20 10:00:00",
                    "channel_id": phone.id,
                    "satisfaction": "4",
                }
                for customer in cls.customers
            ]
        )
        cls.env.flush_all()

    def found(self, user, name):
        return self.seen(f"care.{name}.report", user=user)

    def test_salespeople_analyse_their_own_customers_and_free_ones(self):
        for name in (*REPORTS, "satisfaction"):
            self.assertEqual(self.found(self.seller, name), self.own | self.free, name)

    def test_leaders_analyse_their_team(self):
        leader = self.user("salesperson")
        self.env["crm.team"].create(
            {
                "name": "Team",
                "user_id": leader.id,
                "company_id": self.company.id,
                "member_ids": [Command.set(self.colleague.ids)],
            }
        )
        seen = self.free | self.big | self.bigger
        for name in (*REPORTS, "satisfaction"):
            self.assertEqual(self.found(leader, name), seen, name)

    def test_auditors_managers_and_readers_of_all_see_all(self):
        for role in ("auditor", "manager", "all_documents"):
            user = self.user(role)
            for name in (*REPORTS, "satisfaction"):
                self.assertEqual(self.found(user, name), self.customers, name)

    def test_others_see_nothing(self):
        for role in ("employee", "portal"):
            user = self.user(role)
            for name in (*REPORTS, "satisfaction", "manager", "top"):
                records = self.env[f"care.{name}.report"].with_user(user)
                with self.assertRaises(AccessError):
                    records.search([])

    def test_the_top_is_for_those_who_see_all(self):
        for role in ("auditor", "manager", "all_documents"):
            self.assertTrue(
                self.env["care.top.report"].with_user(self.user(role)).search([])
            )
        with self.assertRaises(AccessError):
            self.env["care.top.report"].with_user(self.seller).search([])

    def test_account_managers_compare_themselves_with_nobody(self):
        rows = self.env["care.manager.report"]
        self.assertEqual(rows.with_user(self.seller).search([]).user_id, self.seller)
        every = rows.with_user(self.user("auditor")).search([])
        self.assertEqual(every.user_id, self.seller | self.colleague)

    def test_a_band_is_a_place_among_all_customers(self):
        rows = self.env["care.cost.report"].with_user(self.seller).search([])
        bands = {row.partner_id: row.band for row in rows}
        self.assertEqual(bands, {self.own: "b", self.free: "b"})

    def test_another_company_is_another_analysis(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        rows = self.env["care.cost.report"].with_context(allowed_company_ids=other.ids)
        self.assertFalse(rows.search([]))
        both = {"allowed_company_ids": (other | self.company).ids}
        rows = self.env["care.cost.report"].with_context(**both).search([])
        self.assertEqual(rows.partner_id, self.customers)

    def test_the_page_of_a_customer_is_for_those_who_may_see_it(self):
        page = self.profile(self.own).with_user(self.seller).get_one_to_one()
        self.assertEqual(page["title"], "Own")
        with self.assertRaises(AccessError):
            self.profile(self.big).with_user(self.seller).get_one_to_one()
        handler = self.user("employee", "crm_customer_care.group_complaint_handler")
        with self.assertRaises(AccessError):
            self.profile(self.own).with_user(handler).get_one_to_one()
        nobody = self.env["care.profile"].with_user(self.seller)
        for none in (nobody, nobody.browse([False])):
            self.assertRefuses(UserError, "Open a customer", none.get_one_to_one)

    def test_each_analysis_has_favourites_that_open(self):
        names = "behaviour channel churn cost development funnel manager retention"
        found = self.env["ir.filters"]
        for name in f"{names} satisfaction service top value".split():
            model = f"care.{name}.report"
            favourites = found.search([("model_id", "=", model)])
            self.assertTrue(favourites, model)
            for favourite in favourites:
                rows = self.env[model].search(safe_eval(favourite.domain))
                context = safe_eval(favourite.context)
                groups = context.get("group_by", [])
                rows.formatted_read_group([], groups, ["__count"])
                for key in context.get("pivot_measures", []):
                    self.assertTrue(key == "__count" or key in rows._fields, key)

    def test_favourites_speak_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        favourite = self.env.ref(
            "crm_customer_care.care_cost_report_filter_let_go"
        ).with_context(lang="fr_FR")
        favourite.care_name = "À laisser partir"
        user = self.user(lang="fr_FR")
        found = self.env["ir.filters"].with_user(user)
        found = found.get_filters("care.cost.report", favourite.action_id.id)
        self.assertIn("À laisser partir", [row["name"] for row in found])
        favourite.name = "Renamed"
        self.assertFalse(favourite.care_name)
