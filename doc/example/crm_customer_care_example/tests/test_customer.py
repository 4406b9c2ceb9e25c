from datetime import datetime

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import ContractCommon


@tagged("post_install", "-at_install")
class TestCustomer(ContractCommon):
    """What a contract says of a customer."""

    def test_a_contract_is_seen_with_its_customer(self):
        contract = self.contract()
        foreign = self.contract(
            self.known(user_id=self.user().id), user_id=self.user().id
        )
        contracts = self.env["care.contract"].with_user(self.owner).search([])
        self.assertIn(contract.id, contracts.ids)
        self.assertNotIn(foreign.id, contracts.ids)
        auditor = self.user("auditor")
        contracts = self.env["care.contract"].with_user(auditor).search([])
        self.assertLessEqual({contract.id, foreign.id}, set(contracts.ids))

    def test_a_contract_is_a_purchase(self):
        customer = self.customer()
        self.contract(customer, fee=900)
        self.refresh()
        profile = self.profile(customer)
        self.assertEqual(profile.contribution, 900)
        self.assertEqual(str(profile.last_purchase_date), "2026-01-10")
        self.assertEqual(profile.order_count, 1)

    def test_a_contract_counts_with_the_next_refresh_of_recent_changes(self):
        contract = self.contract(self.customer())
        self.env.flush_all()
        contract_of = self.policy._care_recent_sources(datetime(2026, 1, 1))
        rows = self.env.execute_query(contract_of["contracts"])
        self.assertIn((contract.partner_id.id,), rows)

    def test_customers_may_be_compared_by_fees(self):
        served, buyer = self.customer(), self.customer()
        self.contract(served, fee=900)
        self.deal(served, amount=300)
        self.deal(buyer, amount=5000)
        self.policy.measure = "fees"
        self.refresh()
        self.assertEqual(self.profile(served).contribution, 900)
        self.assertEqual(self.profile(buyer).contribution, 0)

    def test_the_what_if_compares_by_fees(self):
        customer = self.customer()
        self.contract(customer, fee=900)
        self.deal(customer, amount=300)
        self.refresh("2026-05-31")
        self.refresh("2026-06-30")
        previews = self.env["care.policy.preview"].with_user(self.user("manager"))
        preview = previews.create({"measure": "fees"})
        preview.action_show()
        [[contribution]] = self.env.execute_query(
            SQL(
                "SELECT contribution FROM care_preview WHERE stays AND partner_id = %s",
                customer.id,
            )
        )
        self.assertEqual(contribution, 900)

    def test_merged_contacts_have_the_machines_that_were_counted_last(self):
        values = ((3, False), (8, "2026-05-04"), (5, "2025-02-03"))
        target, newer, older = (
            self.customer(care_machine_count=count, care_machine_date=day)
            for count, day in values
        )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, newer.id, older.id], target)
        self.env.invalidate_all()
        self.assertEqual(target.care_machine_count, 8)
        self.assertEqual(str(target.care_machine_date), "2026-05-04")

    def test_who_disputes_a_contract_is_marginal(self):
        customer = self.customer()
        contract = self.contract(customer)
        self.refresh("2026-06-29")
        self.assertNotEqual(self.profile(customer).segment, "marginal")
        contract.state = "disputed"
        self.refresh("2026-06-30")
        self.assertEqual(self.profile(customer).segment, "marginal")

    def test_completeness_asks_key_customers_for_a_contract(self):
        lines = {"reach": 1, "contract": 3}
        self.policy.completeness_line_ids = [
            Command.clear(),
            *(
                Command.create({"code": code, "weight": weight, "key_weight": weight})
                for code, weight in lines.items()
            ),
        ]
        customer = self.known("Key", phone="+1 555 0100")
        profile = self.profile(customer)
        self.assertEqual(profile.completeness, 25)
        contract = self.contract(customer)
        self.assertEqual(profile.completeness, 100)
        contract.unlink()
        self.assertEqual(profile.completeness, 25)

    def test_a_new_policy_asks_key_customers_only(self):
        company = self.env["res.company"].create({"name": "New"})
        lines = self.env["care.policy"]._get(company).completeness_line_ids
        line = lines.filtered(lambda one: one.code == "contract")
        self.assertEqual((line.weight, line.key_weight), (0, 2))

    def test_the_card_tells_contracts_to_who_may_know_them(self):
        contract = self.contract(self.known(), name="M 123")
        self.assertIn("M 123", self.card(contract.partner_id, self.owner))
        contract.user_id = self.user()
        contract.partner_id = self.known(user_id=contract.user_id.id)
        self.assertNotIn("M 123", self.card(contract.partner_id, self.owner))

    def card(self, customer, user):
        self.env.invalidate_all()
        reports = self.env["ir.actions.report"].with_user(user)
        page, _type = reports.with_context(lang="en_US")._render_qweb_html(
            "crm_customer_care.care_card", customer.ids
        )
        return page.decode()
