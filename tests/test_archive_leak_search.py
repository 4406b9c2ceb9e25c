from odoo.tests import tagged

from .leak_common import SECRET, LeakCommon

FOUND = [("care_taboos", "ilike", "lilies-4711")]


@tagged("post_install", "-at_install")
class TestSearchLeaks(LeakCommon):
    def assertFoundBySellerOnly(self, model, domain, **options):
        def search(env):
            return env[model].search(domain, **options) and SECRET

        self.assertKept(search)

    def test_filtering_contacts(self):
        self.assertFoundBySellerOnly("res.partner", FOUND)
        high = [("id", "=", self.own.id), ("care_income_band", "=", "high")]
        self.assertFoundBySellerOnly("res.partner", high)

    def test_filtering_facts(self):
        self.assertFoundBySellerOnly("care.confidential", [("taboos", "=", SECRET)])

    def test_filtering_something_else_by_its_contact(self):
        path = "partner_id.care_taboos"
        self.assertFoundBySellerOnly("crm.lead", [(path, "=", SECRET)])
        self.assertFoundBySellerOnly("crm.lead", [("partner_id", "any", FOUND)])

    def test_filtering_by_people(self):
        child = self.customer(is_company=False, parent_id=self.own.id)
        self.facts(child, taboos=SECRET)
        mine = [("id", "=", self.own.id), ("child_ids.care_taboos", "=", SECRET)]
        self.assertFoundBySellerOnly("res.partner", mine)

    def test_filtering_by_what_is_not_there(self):
        for domain in (
            [("care_taboos", "!=", SECRET)],
            [("care_taboos", "=", False)],
            ["!", ("care_taboos", "ilike", "lil")],
            [("care_taboos", "not ilike", "lil")],
        ):
            domain = [("id", "=", self.own.id), *domain]
            for user, count in ((self.seller, 0), (self.stranger, 1)):
                found = self.env["res.partner"].with_user(user).search_count(domain)
                self.assertEqual(found, count, domain)

    def test_filtering_by_hidden_lines(self):
        lines = [("care_confidential_ids.taboos", "=", SECRET)]
        self.assertRefusedToAll(lambda env: env["res.partner"].search(lines))

    def test_searching_for_a_list(self):
        spec = {"care_taboos": {}}
        self.assertKept(
            lambda env: env["res.partner"].search_read(FOUND, ["care_taboos"])
        )
        self.assertKept(lambda env: env["res.partner"].web_search_read(FOUND, spec))
        mine = [("id", "=", self.own.id)]
        self.assertKept(lambda env: env["res.partner"].web_search_read(mine, spec))

    def test_searching_by_name(self):
        self.assertKept(
            lambda env: env["res.partner"].name_search("", FOUND) and SECRET
        )
        self.assertKept(
            lambda env: env["care.confidential"].name_search("Own") and SECRET
        )
        for user in (self.seller, self.stranger):
            partners = self.env["res.partner"].with_user(user)
            self.assertFalse(partners.name_search(SECRET))

    def test_sorting(self):
        self.assertRefusedToAll(
            lambda env: env["res.partner"].search([], order="care_taboos")
        )
        self.assertRefusedToAll(
            lambda env: env["crm.lead"].search([], order="partner_id.care_taboos")
        )
        self.assertKept(
            lambda env: (
                env["care.confidential"].search([], order="taboos").mapped("taboos")
            )
        )

    def test_grouping_contacts(self):
        for groupby in ("care_taboos", "care_income_band"):
            self.assertRefusedToAll(
                lambda env, name=groupby: env["res.partner"].formatted_read_group(
                    [], [name], ["__count"]
                )
            )
        self.assertKept(
            lambda env: (
                env["res.partner"].formatted_read_group(FOUND, [], ["__count"])[0][
                    "__count"
                ]
                and SECRET
            )
        )

    def test_grouping_facts(self):
        facts = "care.confidential"
        for way in (
            lambda env: env[facts].formatted_read_group([], ["taboos"], ["__count"]),
            lambda env: env[facts].web_read_group([], ["taboos"], ["__count"]),
            lambda env: env[facts]._read_group([], ["taboos"]),
            lambda env: env[facts]._read_group([], [], ["taboos:array_agg"]),
        ):
            self.assertKept(way)

    def test_grouping_something_else(self):
        self.assertRefusedToAll(
            lambda env: env["crm.lead"]._read_group([], ["partner_id.care_taboos"])
        )

    def test_counting_for_a_search_panel_or_a_progress_bar(self):
        def count(env):
            panel = env["care.confidential"].search_panel_select_range(
                "income_band", enable_counters=True
            )
            high = [row for row in panel["values"] if row["id"] == "high"]
            return high and high[0]["__count"] and SECRET

        self.env["care.confidential"].search(
            [("partner_id", "!=", self.own.id)]
        ).unlink()
        self.assertKept(count)
        colors = {"field": "care_income_band", "colors": {"high": "danger"}}
        self.assertRefusedToAll(
            lambda env: env["res.partner"].read_progress_bar([], "user_id", colors)
        )

    def test_exporting(self):
        for model, path in (
            ("res.partner", "care_taboos"),
            ("crm.lead", "partner_id/care_taboos"),
            ("care.confidential", "taboos"),
            ("care.confidential", "partner_id/care_taboos"),
        ):
            self.assertKept(
                lambda env, model=model, path=path: self.of(env, model).export_data(
                    [path]
                )
            )
