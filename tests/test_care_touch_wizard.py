from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from .care_common import TouchCommon


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestTouchWizard(TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user()

    def form(self, *records):
        model = self.env["care.touch.log"].with_user(self.seller)
        if records:
            ids = [record.id for record in records]
            context = {"active_model": records[0]._name, "active_ids": ids}
            model = model.with_context(active_id=ids[0], **context)
        return Form(model)

    def log(self, *records, **vals):
        with self.form(*records) as form:
            for name, value in vals.items():
                form[name] = value
        form.record.action_log()
        return self.env["care.touch"].search([], order="id", limit=len(records) or 1)

    def test_two_clicks_log_a_call(self):
        customer = self.customer(user_id=self.seller.id)
        self.log(customer)
        touch = customer.care_touch_ids
        self.assertEqual(
            (touch.channel_id, touch.user_id, str(touch.date), touch.effective),
            (self.channel(), self.seller, "2026-07-01 10:00:00", True),
        )

    def test_the_preferred_channel_is_offered(self):
        customer = self.customer(care_channel_id=self.channel("visit").id)
        self.assertEqual(self.form(customer).channel_id, self.channel("visit"))

    def test_an_unanswered_call_is_logged_as_such(self):
        customer = self.customer()
        self.log(customer, effective=False)
        self.assertFalse(customer.care_touch_ids.effective)

    def test_a_need_is_noted_with_the_contact(self):
        customer = self.customer()
        self.log(customer, need="Spare parts", need_kind="hidden")
        need = customer.care_need_ids
        self.assertEqual((need.name, need.kind), ("Spare parts", "hidden"))
        self.assertEqual(need.touch_id, customer.care_touch_ids)

    def test_many_customers_are_logged_at_once(self):
        customers = self.customer() | self.customer()
        self.log(*customers, summary="New price list")
        summaries = customers.care_touch_ids.mapped("summary")
        self.assertEqual(summaries, ["New price list"] * 2)

    def test_profiles_and_opportunities_name_their_customer(self):
        customer = self.customer(user_id=self.seller.id)
        self.deal(customer)
        self.refresh()
        lead = self.opportunity(customer, user_id=self.seller.id)
        for record in (self.profile(customer), lead):
            self.assertEqual(self.form(record).partner_id, customer)
        self.log(lead)
        touch = customer.care_touch_ids
        self.assertEqual((touch.res_model, touch.res_id), ("crm.lead", lead.id))

    def test_without_a_customer_nothing_is_logged(self):
        wizard = self.env["care.touch.log"].with_user(self.seller).create({})
        self.assertRefuses(UserError, "Choose the customer", wizard.action_log)

    def test_secret_relations_are_warned_of(self):
        one, other = self.customer(user_id=self.seller.id), self.customer()
        self.env["care.relation"].create(
            {
                "partner_id": one.id,
                "other_id": other.id,
                "kind_id": self.env["care.relation.kind"].search([], limit=1).id,
                "is_secret": True,
            }
        )
        self.assertIn("alert-warning", self.form(one).warnings)
        self.assertFalse(self.form(self.customer()).warnings)
