from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .management_common import WhatIfCommon

OWN = "care_policy_preview"
# one change or two that belong together, of every kind of rule
RULES = (
    {"window_months": 6},
    {"tier_method": "percentile", "cuts": {"Key": {"cut": 10}}},
    {
        "tier_method": "amount",
        "cuts": {
            "Key": {"cut": 20000},
            "Important": {"cut": 2000},
            "General": {"cut": 0},
        },
    },
    {"measure": "products", "window_months": 24},
    {"weight_quarter": 0, "weight_order": 1, "stability_cut": 0.7},
    {"contribution_cut_method": "median", "stability_cut_method": "median"},
    {"lost_days": 60, "dormant_days": 40, "lost_intervals": 1},
    {"cuts": {"Important": {"is_key": True}}, "potential_trend": 5},
    {"min_history_months": 0, "expected_cut_method": "amount"},
)


@tagged("post_install", "-at_install")
class TestManagementWhatIf(WhatIfCommon):
    def apply(self, preview, reason="Agreed in June"):
        preview.reason = reason
        return preview.action_apply()

    def dump(self):
        """A fingerprint of every table but those of the what-if itself."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL(
                """SELECT relname FROM pg_class
                    WHERE relkind = 'r' AND relpersistence = 'p'
                      AND relnamespace = 'public'::regnamespace"""
            )
        )
        return {
            name: self.env.execute_query(
                SQL(
                    "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM %s t",
                    SQL.identifier(name),
                )
            )
            for [name] in tables
            if not name.startswith(OWN)
        }

    def test_a_refresh_by_the_applied_rules_finds_what_was_shown(self):
        for rules in RULES:
            with self.subTest(rules), self.cr.savepoint() as savepoint:
                preview = self.what_if(**rules)
                preview.action_show()
                shown = self.read_previewed()
                self.assertTrue(preview.result["moved"])
                self.apply(preview)
                self.refresh("2026-06-30")
                self.assertEqual(shown, self.read_profiles())
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_rule_that_no_refresh_has_seen_yet_counts(self):
        self.policy.window_months = 6
        preview = self.what_if(cuts={"Key": {"cut": 60}})
        preview.action_show()
        shown = self.read_previewed()
        self.apply(preview)
        self.refresh("2026-06-30")
        self.assertEqual(shown, self.read_profiles())

    def test_what_comes_later_is_what_month_ends_bring(self):
        preview = self.what_if(cuts={"Key": {"cut": 30}, "Important": {"cut": 60}})
        preview.action_show()
        rows = self.env.execute_query(
            SQL("SELECT partner_id, later_tier_id FROM care_preview WHERE stays")
        )
        self.assertTrue(preview.result["waiting"])
        self.apply(preview)
        self.policy.write({"demotion_runs": 1, "protect_days": 0})
        self.policy.with_context().sudo().month_end = "2026-05-31"
        self.refresh("2026-06-30")
        found = {partner: row[0] for partner, row in self.read_profiles().items()}
        self.assertEqual(dict(rows), found)

    def test_looking_changes_nothing(self):
        preview = self.what_if(window_months=6, cuts={"Key": {"cut": 40}})
        before = self.dump()
        preview.action_show()
        self.assertEqual(self.dump(), before)
        self.assertTrue(preview.line_ids)

    def test_the_columns_add_up_to_the_customers(self):
        preview = self.what_if(window_months=6)
        preview.action_show()
        for dimension, column in zip(
            preview.result["dimensions"],
            ("tier_id", "quadrant", "segment"),
            strict=True,
        ):
            rows = self.env.execute_query(
                SQL(
                    """SELECT %(column)s, count(*),
                              sum(COALESCE(contribution, expected_contribution, 0))
                         FROM care_profile
                        WHERE company_id = %(company)s AND active GROUP BY 1""",
                    column=SQL.identifier(column),
                    company=self.company.id,
                )
            )
            counted = {row[0] or False: [row[1], round(row[2], 2)] for row in rows}
            shown = {
                row["key"]: [row["now"][0], round(row["now"][1], 2)]
                for row in dimension["rows"]
                if row["now"][0]
            }
            self.assertEqual(shown, counted)

    def test_the_rules_of_today_move_nobody(self):
        preview = self.what_if()
        preview.action_show()
        self.assertEqual(preview.result["moved"], 0)
        self.assertEqual(set(preview.line_ids.mapped("moves")), {"later"})
        self.assertEqual(len(preview.line_ids), preview.result["waiting"])

    def test_each_who_moves_has_a_line(self):
        preview = self.what_if(lost_days=60, dormant_days=40, lost_intervals=1)
        before = self.read_profiles()
        preview.action_show()
        after = self.read_previewed()
        moved = {one for one in before if before[one][:3] != after[one][:3]}
        lines = preview.line_ids.filtered(lambda line: line.moves == "next")
        self.assertEqual(set(lines.partner_id.ids), moved)
        self.assertEqual(preview.result["moved"], len(moved))
        for line in lines:
            old, new = before[line.partner_id.id], after[line.partner_id.id]
            self.assertEqual((line.old_segment or None), old[2])
            self.assertEqual((line.segment or None), new[2])

    def test_a_number_opens_its_customers(self):
        preview = self.what_if(window_months=6, cuts={"Key": {"cut": 50}})
        preview.action_show()
        for dimension in preview.result["dimensions"]:
            for row in dimension["rows"]:
                for moment in ("now", "next", "later"):
                    action = preview.action_open_class(
                        dimension["code"], row["key"], moment
                    )
                    profiles = self.env["care.profile"].with_user(self.manager)
                    count = profiles.search_count(action["domain"])
                    self.assertEqual(count, row[moment][0])

    def test_rules_that_do_not_fit_are_refused_in_the_words_of_the_policy(self):
        for rules, sentence in (
            ({"window_months": 7}, "multiple of 3 months"),
            ({"weight_month": -1}, "weights of stability can't be negative"),
            ({"contribution_cut": 120}, "at most 100"),
            ({"dormant_days": 400}, "dormant before it is lost"),
            ({"measure": "paid"}, "choose invoices instead of sales orders"),
            ({"use_orders": False, "use_deals": False}, "at least one source"),
            ({"cuts": {"Key": {"cut": 96}}}, "ceilings of the tiers must rise"),
            ({"demotion_runs": 0}, "at least one month end"),
        ):
            with self.subTest(rules):
                preview = self.what_if(**rules)
                self.assertRefuses(ValidationError, sentence, preview.action_show)
                self.assertEqual(self.policy.window_months, 12)

    def test_applying_is_logged_with_who_and_why(self):
        preview = self.what_if(window_months=6, cuts={"Key": {"cut": 70}})
        preview.action_show()
        action = self.apply(preview, "Fewer, better looked after")
        self.assertEqual(action["tag"], "crm_customer_care.refresh")
        self.assertEqual(self.policy.window_months, 6)
        self.assertEqual(self.tier("Key").cut, 70)
        self.assertTrue(self.policy.refresh_requested)
        log = self.env["care.policy.change"].search(
            [("policy_id", "=", self.policy.id)], order="rule"
        )
        self.assertEqual(log.user_id, self.manager)
        self.assertEqual(
            [(line.rule, line.old_value, line.new_value) for line in log],
            [("Key: Cut", "80", "70"), ("Window", "12", "6")],
        )
        self.assertEqual(set(log.mapped("reason")), {"Fewer, better looked after"})

    def test_who_changes_the_policy_itself_is_logged_too(self):
        self.policy.with_user(self.manager).lost_days = 400
        log = self.env["care.policy.change"].search(
            [("policy_id", "=", self.policy.id)]
        )
        self.assertEqual(log.user_id, self.manager)
        self.assertEqual((log.old_value, log.new_value), ("365", "400"))
        self.assertFalse(log.reason)

    def test_nobody_rewrites_the_log(self):
        self.policy.lost_days = 400
        log = (
            self.env["care.policy.change"]
            .search([("policy_id", "=", self.policy.id)])
            .with_user(self.manager)
        )
        with self.assertRaises(AccessError):
            log.reason = "Another one"
        with self.assertRaises(AccessError):
            log.unlink()

    def test_only_what_was_shown_is_applied(self):
        preview = self.what_if(window_months=6)
        preview.reason = "Because"
        self.assertRefuses(UserError, "Show the effects", preview.action_apply)
        preview.action_show()
        self.assertFalse(preview.is_stale)
        preview.lost_days = 300
        self.assertTrue(preview.is_stale)
        self.assertRefuses(UserError, "Show the effects", preview.action_apply)
        self.assertEqual(self.policy.window_months, 12)

    def test_applying_needs_a_reason_and_a_change(self):
        preview = self.what_if()
        preview.action_show()
        self.assertRefuses(UserError, "Say why", preview.action_apply)
        preview.reason = "Because"
        self.assertRefuses(UserError, "no change", preview.action_apply)

    def test_back_to_the_policy(self):
        preview = self.what_if(window_months=6, cuts={"Key": {"cut": 40}})
        preview.action_show()
        preview.action_reset()
        self.assertEqual(preview.window_months, 12)
        self.assertEqual(preview.tier_ids.mapped("cut"), [80, 95, 100])
        self.assertFalse(preview.result or preview.line_ids)

    def test_only_managers_look(self):
        for role in ("salesperson", "all_documents", "auditor", "employee"):
            previews = self.env["care.policy.preview"].with_user(self.user(role))
            with self.assertRaises(AccessError):
                previews.create({}).action_show()

    def test_a_deleted_contact_leaves_the_list(self):
        preview = self.what_if(lost_days=60, dormant_days=40, lost_intervals=1)
        preview.action_show()
        customer = preview.line_ids[0].partner_id.sudo()
        self.env["care.deal"].search([("partner_id", "=", customer.id)]).unlink()
        customer.unlink()
        preview.invalidate_recordset()
        self.assertNotIn(customer, preview.line_ids.partner_id)
