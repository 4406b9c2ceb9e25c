from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import CareCommon

BOUGHT = {
    "Top": [("2026-01-10", 9000)],
    "Second": [("2026-01-10", 5000)],
    "Rising": [("2025-06-10", 100), ("2026-02-10", 130)],
    "Almost": [("2025-06-10", 100), ("2026-02-10", 129)],
    "Falling": [("2025-06-10", 100), ("2026-02-10", 99)],
    "Steady": [("2025-06-10", 100), ("2026-02-10", 100)],
    "Sinking": [("2025-06-10", 3000)],
    "New": [("2026-05-20", 100)],
    "Archived": [("2026-01-10", 15)],
    "Locked": [("2026-01-10", 20)],
    "Placed": [("2026-01-10", 10)],
}
OF_TEAM = {"Rising", "Falling", "Top"}
FOUND = {
    "my_customers": {"Top"},
    "my_team": OF_TEAM,
    "no_salesperson": {*BOUGHT, "Prospect"} - OF_TEAM - {"Archived"},
    "key": {"Top", "Second", "Sinking", "Locked"},
    "top": {"Top", "Second"},
    "rising": {"Rising"},
    "falling": {"Falling", "Sinking"},
    "below_tier": {"Rising", "Sinking"},
    "unrated": {"New"},
    "prospects": {"Prospect"},
    "locked": {"Locked", "Placed"},
    "inactive": {"Archived"},
}


class SearchCommon(CareCommon):
    """Customers of every filter, and who leads the team that follows some."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.me, cls.mate = cls.user("manager", name="Me"), cls.user()
        vals = {"name": "Team", "company_id": cls.company.id, "user_id": cls.me.id}
        cls.env["crm.team"].create({**vals, "member_ids": (cls.me | cls.mate).ids})
        owners = {"Top": cls.me, "Rising": cls.mate, "Falling": cls.mate}
        cls.customers = {}
        for name, deals in BOUGHT.items():
            owner = owners.get(name, cls.env["res.users"])
            customer = cls.customers[name] = cls.customer(name=name, user_id=owner.id)
            for day, amount in deals:
                cls.deal(customer, day, amount)
        prospect = cls.customers["Prospect"] = cls.customer(name="Prospect")
        cls.opportunity(prospect, expected_revenue=50, probability=60)
        cls.refresh("2026-05-31")
        cls.customers["Archived"].active = False
        cls.lock()
        cls.refresh("2026-06-30")

    @classmethod
    def lock(cls):
        reason = {"tier_lock_reason": "Strategy", "tier_lock_id": cls.tier("Key").id}
        cls.profile(cls.customers["Locked"]).write(reason)
        reason = {"quadrant_lock_reason": "Strategy", "quadrant_lock": "e1"}
        cls.profile(cls.customers["Placed"]).write(reason)
        cls.env.flush_all()

    def profiles(self, domain=(), **options):
        """Profiles that I find, by name of their customers."""
        self.env.invalidate_all()
        profiles = self.env["care.profile"].with_user(self.me)
        own = [("company_id", "=", self.company.id)]
        return profiles.search([*own, *domain], **options)

    def names(self, domain=(), **options):
        found = self.profiles(domain, **options).partner_id
        return {customer.name for customer in found}


@tagged("post_install", "-at_install")
class TestSearch(SearchCommon):
    def filters(self):
        """{name: domain} of the filters of the view of customers."""
        arch = self.env["care.profile"].with_user(self.me).get_view(view_type="search")
        filters = etree.fromstring(arch["arch"]).iterfind(".//filter[@domain]")
        known = {"uid": self.me.id}
        return {one.get("name"): safe_eval(one.get("domain"), known) for one in filters}

    def test_each_filter_finds_whom_it_names(self):
        filters = self.filters()
        self.assertLessEqual(set(FOUND), set(filters))
        for name, domain in filters.items():
            with self.subTest(filter=name):
                found = self.names(domain)
                self.assertEqual(found, FOUND.get(name, found))

    def test_my_customers_are_those_of_who_asks(self):
        domain = self.filters()["my_customers"]
        self.me = self.mate
        self.assertFalse(self.names(domain))
        self.assertEqual(self.names(self.filters()["my_customers"]), OF_TEAM - {"Top"})

    def test_filters_go_together(self):
        filters = self.filters()
        self.assertEqual(self.names(filters["key"] + filters["falling"]), {"Sinking"})
        self.assertEqual(self.names(filters["top"] + filters["my_team"]), {"Top"})

    def test_groups_of_the_view_exist(self):
        arch = self.env["care.profile"].with_user(self.me).get_view(view_type="search")
        for one in etree.fromstring(arch["arch"]).iterfind(".//filter[@context]"):
            [group] = [safe_eval(one.get("context"))["group_by"]]
            own = [("company_id", "=", self.company.id)]
            profiles = self.env["care.profile"].with_user(self.me)
            with self.subTest(group=group):
                counts = profiles._read_group(own, [group], ["__count"])
                self.assertEqual(sum(count for *_group, count in counts), 11)


@tagged("post_install", "-at_install")
class TestSearchPanel(SearchCommon):
    def panel(self, name, **options):
        """{label: number of customers} beside the view."""
        profiles = self.env["care.profile"].with_user(self.me)
        profiles = profiles.with_context(allowed_company_ids=self.company.ids)
        answer = profiles.search_panel_select_range(
            name, enable_counters=True, expand=True, **options
        )
        return {
            value["display_name"]: value["__count"]
            for value in answer["values"]
            if value["__count"]
        }

    def counted(self, name):
        """The same, counted one by one."""
        labels = {}
        field = self.env["care.profile"]._fields[name]
        for profile in self.profiles():
            value = profile[name]
            if value and field.type == "selection":
                value = dict(field._description_selection(self.env))[value]
            elif value:
                value = value.display_name
            if value:
                labels[value] = labels.get(value, 0) + 1
        return labels

    def test_it_counts_customers_by_tier_quadrant_and_segment(self):
        for name in ("tier_id", "quadrant", "segment"):
            with self.subTest(name):
                found = self.panel(name)
                self.assertEqual(found, self.counted(name))
                self.assertGreater(len(found), 2)

    def test_it_counts_among_those_found(self):
        domain = [("trend", "<", 0)]
        found = self.panel("tier_id", search_domain=domain)
        self.assertEqual(found, {"Key": 1, "General": 1})

    def test_tiers_are_those_of_the_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env["care.policy"]._get(other).tier_ids[0].name = "Foreign"
        profiles = self.env["care.profile"].with_user(self.me)
        answer = profiles.search_panel_select_range("tier_id", expand=True)
        names = [value["display_name"] for value in answer["values"]]
        self.assertNotIn("Foreign", names)
        self.assertLessEqual({"Key", "Important", "General"}, set(names))
