from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import format_date

from .common import ContractCommon


@freeze_time("2026-06-30 12:00:00")
@tagged("post_install", "-at_install")
class TestManagement(ContractCommon):
    """Contracts in warnings, figures, pages and handovers."""

    def test_a_contract_that_ends_is_a_warning(self):
        contract = self.contract(end_date="2026-08-31")
        self.look()
        [risk] = self.risks(contract.partner_id, "contract_ending")
        self.assertEqual(risk.level, "2")
        day = format_date(self.env, contract.end_date)
        self.assertEqual(risk.text, f"Contract M 7 ends on {day}.")
        self.assertEqual(risk.action_open_facts()["res_model"], "care.contract")
        contract.end_date = "2026-07-20"
        self.look()
        self.assertEqual(self.raised(contract.partner_id, "contract_ending"), "3")
        contract.action_renew()
        self.look()
        self.assertEqual(str(risk.gone_since), "2026-06-30")

    def test_every_policy_has_the_signal(self):
        signal = self.signal("contract_ending")
        self.assertEqual(
            signal.rule,
            "A contract ends within 90 days; high within 30 days.",
        )

    def test_renewed_contracts_are_an_item(self):
        first, _second = (self.contract(end_date="2026-06-10") for _one in range(2))
        first.action_renew()
        [figure] = [
            row
            for user, row in self.env["care.kpi"]
            ._measure("contracts_renewed", company=self.company)
            .items()
            if user == self.owner.id
        ]
        self.assertEqual(figure["value"], 50)
        item = self.env.ref("crm_customer_care_example.care_kpi_contracts_renewed")
        self.assertEqual(item.unit, "percent")

    def test_my_care_day_has_contracts_to_renew(self):
        contract = self.contract(end_date="2026-07-15")
        self.contract(end_date="2026-12-31")
        [section] = self.sections()
        self.assertEqual([one["id"] for one in section["items"]], contract.ids)
        button = section["buttons"][0]["method"]
        getattr(contract.with_user(self.owner), button)()
        self.assertEqual(contract.state, "renewed")
        self.assertEqual(self.sections(), [])

    def sections(self):
        self.env.flush_all()
        sections = self.env["care.day"].with_user(self.owner).get_day()["sections"]
        return [row for row in sections if row["code"] == "contracts"]

    def test_a_leader_sees_whose_contracts_end(self):
        self.contract(end_date="2026-07-15")
        day = self.env["care.day"].with_user(self.user("manager")).get_day(team=True)
        [row] = [row for row in day["people"] if row["id"] == self.owner.id]
        [cell] = [cell for cell in row["cells"] if cell["code"] == "contracts"]
        self.assertEqual((cell["name"], cell["count"]), ("To Renew", 1))

    def test_the_dashboard_counts_contracts(self):
        self.contract()
        page = self.env["care.dashboard"].with_user(self.owner).get_dashboard()
        [part] = [part for part in page["parts"] if part["code"] == "care"]
        [tile] = [tile for tile in part["tiles"] if tile["code"] == "contracts"]
        self.assertEqual(tile["value"], 1)

    def test_the_page_of_one_customer_tells_its_contracts(self):
        contract = self.contract()
        profile = self.profile(contract.partner_id).with_user(self.owner)
        sections = profile.get_one_to_one()["sections"]
        [section] = [one for one in sections if one["code"] == "care.contract"]
        self.assertEqual(section["rows"][0]["cells"][0], "M 7")

    def test_inspections_are_costs(self):
        customer = self.known()
        self.policy.sudo().as_of = "2026-06-30"
        inspection = {"partner_id": customer.id, "done_date": "2026-06-15", "cost": 80}
        self.env["care.inspection"].create(inspection)
        self.env.flush_all()
        costs = self.env["care.cost.report"].with_company(self.company)
        [row] = costs.search([("partner_id", "=", customer.id)])
        self.assertEqual(row.other_cost, 80)

    def test_contracts_go_along_with_their_customer(self):
        contract = self.contract()
        heir = self.user(name="Heir")
        handover = self.env["care.handover"].create(
            {
                "old_user_id": self.owner.id,
                "receiver_ids": [Command.create({"user_id": heir.id})],
                "reason": "Moves abroad",
                "company_id": self.company.id,
            }
        )
        handover.action_preview()
        handover.action_hand_over()
        self.assertEqual(contract.user_id, heir)
