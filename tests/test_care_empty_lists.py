from lxml import html

from .common import CareCommon

# lists without a New of their own, and what their help leads to
BUTTONS = {
    "care_card_action": "care_profile_action",
    "care_escalation_action": "care_escalation_level_action",
    "care_kpi_snapshot_action": "care_kpi_action",
    "care_risk_action": "care_risk_signal_action",
    "care_risk_signal_action": "care_policy_action",
    "care_script_action_contact": "care_script_action",
    "care_tier_action": "care_policy_action",
}


class TestEmptyLists(CareCommon):
    """Whoever opens a list of nothing reads what to do first."""

    def test_every_list_has_help(self):
        actions = self.env["ir.actions.act_window"].search([("target", "!=", "new")])
        names = actions.get_external_id()
        missing = [
            names[action.id]
            for action in actions
            if names[action.id].startswith("crm_customer_care.")
            and action.view_mode.split(",")[0] in ("list", "kanban", "pivot", "graph")
            and not action.help
        ]
        self.assertFalse(missing)

    def test_lists_that_fill_themselves_lead_on(self):
        for name, target in BUTTONS.items():
            action = self.env.ref(f"crm_customer_care.{name}")
            target = self.env.ref(f"crm_customer_care.{target}")
            links = html.fromstring(action.help).findall(".//a[@type='action']")
            self.assertEqual([link.get("name") for link in links], [str(target.id)])

    def test_lists_that_buttons_open_have_help(self):
        seller = self.user("salesperson")
        customer = self.customer(user_id=seller.id).with_user(seller)
        for name in ("touches", "complaints", "risks", "scripts"):
            action = getattr(customer, f"action_open_care_{name}")()
            self.assertIn("o_view_nocontent", action["help"])
        action = customer.action_open_care_scripts()
        self.assertEqual(action["context"]["create"], False)
