from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import format_date

from .common import ContractCommon


@freeze_time("2026-06-30 12:00:00")
@tagged("post_install", "-at_install")
class TestContact(ContractCommon):
    """What a contract changes where somebody is about to make contact."""

    def planned(self, contract):
        """The contact that is planned with the customer of a contract."""
        self.policy.cadence_active = True
        self.policy.cadence_ids = [
            Command.clear(),
            Command.create(
                {"tier_id": self.tier("Key").id, "ideal_days": 14, "max_days": 30}
            ),
        ]
        self.start("ir_cron_plan")
        planned = self.revisits(contract.partner_id)
        self.assertEqual(planned.mapped("state"), ["planned"])
        return planned

    def test_no_contact_is_planned_while_a_contract_is_in_dispute(self):
        contract = self.contract()
        planned = self.planned(contract)
        contract.state = "disputed"
        self.start("ir_cron_plan")
        self.assertEqual(planned.state, "cancelled")
        self.assertEqual(planned.reason, "A contract with the customer is in dispute.")

    def test_who_is_to_make_contact_reads_for_which_contracts(self):
        contract = self.contract()
        customer = contract.partner_id
        self.contract(customer, name="M 8", state="ended")
        planned = self.planned(contract)
        self.assertTrue(planned.activity_id.summary.endswith(" (M 7)"))

    def test_a_contact_may_renew_the_contract(self):
        contract = self.contract(end_date="2026-08-31")
        planned = self.planned(contract)
        forms = self.env["care.revisit.form"].with_user(self.owner)
        with Form(forms.with_context(default_revisit_ids=planned.ids)) as form:
            form.renews_contract = True
        self.assertEqual(contract.state, "active")
        form.record.action_log()
        self.assertEqual(contract.state, "renewed")
        self.assertEqual(planned.state, "done")

    def revisits(self, customer):
        return self.env["care.revisit"].search([("partner_id", "=", customer.id)])

    def test_an_inspection_is_a_contact_once_it_was_made(self):
        customer = self.known()
        inspection = self.env["care.inspection"].create(
            {"partner_id": customer.id, "user_id": self.owner.id}
        )
        self.assertFalse(inspection.touch_id)
        inspection.write({"done_date": "2026-06-15", "result": "Bearings replaced"})
        touch = inspection.touch_id
        self.assertEqual(touch.summary, "Bearings replaced")
        self.assertEqual(touch.user_id, self.owner)
        self.assertEqual(str(self.profile(customer).last_touch_date), "2026-06-15")
        inspection.done_date = False
        self.assertFalse(touch.exists())

    def test_whoever_makes_contact_is_told_of_contracts(self):
        contract = self.contract()
        warnings = contract.partner_id._care_contact_warnings()
        day = format_date(self.env, contract.end_date)
        told = {"level": "info", "text": f"Contract M 7 ends on {day}."}
        self.assertIn(told, warnings)

    def test_nobody_is_greeted_while_a_contract_is_in_dispute(self):
        contract = self.contract()
        person = self.person(contract.partner_id)
        self.assertEqual(person._care_hold_back(), {})
        contract.state = "disputed"
        self.assertEqual(
            person._care_hold_back(), {person: "A contract is in dispute."}
        )

    def test_a_greeting_by_chat_is_a_task(self):
        customer = self.known(country_id=self.env.ref("base.de").id)
        occasion = self.env["care.occasion"].create(
            {"name": "Day of the Pump", "kind": "fixed", "month": 7, "day": 1}
        )
        self.env["care.greeting.rule"].create(
            {
                "name": "Pump",
                "occasion_id": occasion.id,
                "company_id": self.company.id,
                "recipient": "customer",
                "channel": "chat",
                "active": True,
            }
        )
        self.policy.greeting_active = True
        self.start("ir_cron_greet")
        [greeting] = self.env["care.greeting"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual(greeting.activity_id.summary, "Day of the Pump: Chat")
        self.assertEqual(greeting.activity_id.user_id, self.owner)

    def test_a_grave_complaint_of_a_contract_is_closed_with_a_report(self):
        contract = self.contract()
        complaint = self.complaint(partner_id=contract.partner_id.id, severity="2")
        with self.assertRaisesRegex(UserError, "the report of the visit"):
            self.finish(complaint)
        complaint.visit_report = "The pump runs."
        complaint.action_close()
        self.assertEqual(complaint.state, "closed")

    def test_a_complaint_of_a_customer_with_a_contract_becomes_urgent(self):
        self.policy.escalation_active = True
        customer = self.known("General")
        complaint = self.complaint(partner_id=customer.id)
        self.run_clocks("2026-06-05 16:30")
        self.assertEqual(complaint.priority, "0")
        self.contract(customer)
        self.run_clocks("2026-06-05 16:40")
        self.assertEqual(complaint.priority, "1")

    def test_the_end_of_a_contract_is_told_once(self):
        contract = self.contract(end_date="2026-06-20")
        for _time in range(2):
            self.start("ir_cron_contract_notice", "crm_customer_care_example")
        [notice] = self.env["care.contract.notice"].search(
            [("contract_id", "=", contract.id)]
        )
        activities = contract.partner_id.activity_ids
        self.assertEqual(activities, notice.activity_id)
        self.assertEqual(activities.summary, "Contract M 7 has ended")
        contract.end_date = "2026-06-25"
        self.start("ir_cron_contract_notice", "crm_customer_care_example")
        self.assertEqual(len(contract.partner_id.activity_ids), 2)

    def start(self, cron, addon="crm_customer_care"):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(f"{addon}.{cron}").method_direct_trigger()
        self.env.invalidate_all()
