from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .risk_common import RiskCommon

LATE = {"mean_interval_days": 30, "last_purchase_date": "2026-05-01"}
REASON = "gap_widening"


@tagged("post_install", "-at_install")
class TestRisk(RiskCommon):
    """A warning lives as long as its signal shows."""

    def buy(self, customer, day="2026-06-29"):
        self.profile(customer).last_purchase_date = day

    def rows(self):
        """Every column of the ledger and of the policy, as the database has them."""
        self.env.flush_all()
        tables = ("care_risk", "care_policy", "care_risk_signal")
        return [
            self.env.execute_query(SQL("SELECT * FROM %s ORDER BY id", table))
            for table in map(SQL.identifier, tables)
        ]

    def test_a_second_run_writes_nothing(self):
        customer = self.known(**LATE)
        self.look()
        rows = self.rows()
        self.look()
        self.assertEqual(self.rows(), rows)
        self.assertEqual(len(self.risks(customer)), 1)

    def test_a_second_run_touches_no_row(self):
        self.known(**LATE)
        self.look()
        signal = self.signal(REASON)
        with freeze_time(f"{self.TODAY} 12:00:00"):
            written = self.env["care.risk"].sudo()._follow_signal(self.policy, signal)
        self.assertEqual(written, 0)

    def test_a_warning_is_updated_not_doubled(self):
        customer = self.known(**LATE)
        self.look()
        self.profile(customer).write({"contribution": 2000, "tier_id": False})
        self.look("2026-07-20")
        [risk] = self.risks(customer)
        self.assertEqual((risk.level, risk.at_stake), ("3", 2000))
        self.assertFalse(risk.tier_id)
        self.assertEqual(str(risk.first_seen), self.TODAY)

    def test_it_closes_by_itself_after_some_calm_days(self):
        customer = self.known(**LATE)
        self.look()
        self.buy(customer)
        self.look("2026-07-01")
        [risk] = self.risks(customer)
        self.assertEqual((risk.state, str(risk.gone_since)), ("open", "2026-07-01"))
        self.look("2026-07-07")
        self.assertEqual(risk.state, "open")
        self.look("2026-07-08")
        self.assertEqual((risk.state, risk.close_reason), ("closed", "gone"))
        self.assertEqual(str(risk.last_seen), "2026-07-01")
        self.assertFalse(risk.is_live)

    def test_what_flickers_stays_open(self):
        customer = self.known(**LATE)
        self.look()
        self.buy(customer)
        self.look("2026-07-01")
        self.buy(customer, "2026-05-01")
        self.look("2026-07-05")
        [risk] = self.risks(customer)
        self.assertFalse(risk.gone_since)

    def test_it_is_raised_anew_when_it_comes_back(self):
        customer = self.known(**LATE)
        self.policy.risk_calm_days = 0
        self.look()
        self.buy(customer)
        self.look("2026-07-01")
        self.buy(customer, "2026-05-01")
        self.look("2026-07-02")
        self.assertEqual(self.risks(customer).mapped("state"), ["closed", "open"])

    def test_put_off_it_comes_back_on_its_day(self):
        customer = self.known(**LATE)
        self.look()
        [risk] = self.risks(customer)
        with freeze_time("2026-06-30 12:00:00"):
            risk.with_user(self.owner).action_snooze("2026-07-03", "On holiday")
        self.look("2026-07-02")
        self.assertEqual((risk.state, risk.snooze_reason), ("snoozed", "On holiday"))
        self.look("2026-07-03")
        self.assertEqual((risk.state, risk.snooze_until), ("open", False))

    def test_put_off_or_closed_it_comes_back_when_it_gets_worse(self):
        one, two = self.known(**LATE), self.known(**LATE)
        self.look()
        with freeze_time("2026-06-30 12:00:00"):
            self.risks(one).action_snooze("2026-12-31", "On holiday")
            self.risks(two).action_close("They told us why")
        self.look("2026-07-02")
        self.assertEqual(self.risks(two).state, "closed")
        self.look("2026-07-20")
        self.assertEqual(self.risks().mapped("state"), ["open", "open"])
        self.assertFalse(self.risks(two).close_reason)

    def test_closed_by_hand_it_stays_quiet_until_it_was_gone(self):
        customer = self.known(**LATE)
        self.policy.risk_calm_days = 0
        self.look()
        [risk] = self.risks(customer)
        risk.with_user(self.owner).action_close("They told us why")
        self.look("2026-07-01")
        self.assertEqual((risk.state, risk.is_live), ("closed", True))
        self.buy(customer)
        self.look("2026-07-02")
        self.assertEqual((risk.is_live, risk.close_reason), (False, "hand"))
        self.buy(customer, "2026-05-01")
        self.look("2026-07-03")
        self.assertEqual(len(self.risks(customer)), 2)

    def test_opened_again_by_hand(self):
        customer = self.known(**LATE)
        self.look()
        [risk] = self.risks(customer)
        risk.action_close("They told us why")
        risk.action_reopen()
        self.assertEqual((risk.state, risk.closed_date), ("open", False))
        self.buy(customer)
        self.policy.risk_calm_days = 0
        self.look("2026-07-01")
        self.assertRefuses(UserError, "signal is gone", risk.action_reopen)

    def test_a_reason_and_a_later_day_are_asked_for(self):
        self.known(**LATE)
        self.look()
        risk = self.risks()
        self.assertRefuses(UserError, "Say why", risk.action_close, " ")
        late = (risk.action_snooze, "2020-01-01", "Holiday")
        self.assertRefuses(UserError, "after today", *late)

    def test_a_signal_that_is_off_ends_its_warnings(self):
        customer = self.known(**LATE)
        self.look()
        self.signal(REASON, active=False)
        self.look()
        self.assertEqual(self.risks(customer).close_reason, "off")
        other = self.known(**LATE)
        self.look()
        self.assertFalse(self.risks(other))

    def test_archived_and_lost_customers_are_not_warned_of(self):
        one, two = self.known(**LATE), self.known(**LATE)
        prospect = self.known(first_purchase_date=False, **LATE)
        self.look()
        self.assertFalse(self.risks(prospect))
        self.profile(one).active = False
        self.profile(two).segment = "lost"
        self.look()
        reasons = self.risks().mapped("close_reason")
        self.assertEqual(reasons, ["archived", "lost"])
        self.look()
        self.assertEqual(len(self.risks()), 2)

    def test_the_owner_follows_the_customer_unless_given_to_somebody(self):
        customer, other = self.known(**LATE), self.known(**LATE)
        colleague, third = self.user(), self.user()
        self.look()
        self.risks(other).user_id = third
        self.profile(customer).user_id = colleague
        self.look()
        self.assertEqual(self.risks(customer).user_id, colleague)
        self.assertEqual(self.risks(other).user_id, third)

    def test_the_head_of_key_accounts_is_told_where_nobody_is(self):
        head = self.user()
        self.policy.key_account_head_id = head
        customer = self.known(**LATE, user_id=False)
        self.owner.active = False
        left = self.known(**LATE)
        self.look()
        for one in (customer, left):
            self.assertEqual(self.risks(one).user_id, head)

    def test_another_company_is_not_warned(self):
        customer = self.known(**LATE)
        other = self.env["res.company"].create({"name": "Other"})
        self.look()
        self.assertEqual(self.risks(customer).company_id, self.company)
        found = self.env["care.risk"].sudo().search([("company_id", "=", other.id)])
        self.assertFalse(found)

    def test_the_greatest_contribution_stands_first(self):
        small = self.known(**LATE, contribution=10)
        great = self.known(**LATE, contribution=5000)
        self.look()
        risks = self.env["care.risk"].search([("company_id", "=", self.company.id)])
        self.assertEqual(risks.partner_id.ids, [great.id, small.id])

    def test_every_signal_says_what_it_does_in_words(self):
        signals = self.policy.risk_signal_ids
        self.assertTrue(all(signals.mapped("rule")))
        self.assertTrue(all(signals.mapped("plan_id")))
        falling = self.signal("orders_falling")
        self.assertIn("30 %", falling.rule)
        self.assertRefuses(UserError, "", falling.write, {"alarm": 10})

    def test_the_job_leaves_out_a_signal_that_fails(self):
        customer = self.known(**LATE)
        broken = self.signal("orders_falling")
        broken.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE care_risk_signal SET threshold = 'NaN' WHERE id = %s", broken.id
            )
        )
        self.look()
        self.assertEqual(self.raised(customer, REASON), "2")

    # rights
    def test_nobody_writes_what_follows_the_signals(self):
        customer = self.known(**LATE)
        self.look()
        risk = self.risks(customer).with_user(self.owner)
        self.assertRefuses(AccessError, "follow", risk.write, {"level": "1"})
        self.assertRefuses(AccessError, "", risk.copy)
        risk.write({"note": "Call them", "user_id": self.owner.id})

    def test_salespeople_see_their_own_and_their_teams_customers(self):
        customer = self.known(**LATE)
        leader, colleague = self.user(), self.user()
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.owner.id}
        )
        self.look()
        risk = self.risks(customer)
        sees = {
            user: risk.id in self.env["care.risk"].with_user(user).search([]).ids
            for user in (self.owner, leader, colleague)
        }
        self.assertEqual(list(sees.values()), [True, True, False])
        close = risk.with_user(colleague).action_close
        self.assertRefuses(AccessError, "", close, "No")

    def test_managers_and_auditors_see_all_and_auditors_change_nothing(self):
        self.known(**LATE)
        self.look()
        for role in ("manager", "auditor", "all_documents"):
            risks = self.env["care.risk"].with_user(self.user(role)).search([])
            self.assertIn(self.risks().id, risks.ids)
        auditor = self.risks().with_user(self.user("auditor"))
        self.assertTrue(auditor.text)
        self.assertRefuses(AccessError, "", auditor.action_close, "No")
        for role in ("employee", "portal"):
            risks = self.env["care.risk"].with_user(self.user(role))
            self.assertFalse(risks.has_access("read"))

    def test_only_managers_change_the_signals(self):
        signal = self.signal(REASON)
        seller = signal.with_user(self.owner)
        self.assertRefuses(AccessError, "", seller.write, {"threshold": 3})
        signal.with_user(self.user("manager")).threshold = 3
