from odoo.tests import freeze_time, tagged

from .care_common import TouchCommon


@freeze_time("2026-07-01")
@tagged("post_install", "-at_install")
class TestNeed(TouchCommon):
    def segment_of(self, customer):
        self.refresh()
        return self.profile(customer).segment

    def grown(self):
        """A general customer among a bigger one."""
        customer = self.customer()
        self.deal(amount=100000, day="2026-01-10")
        for day in ("2025-09-10", "2025-12-10", "2026-06-10"):
            self.deal(customer, day)
        return customer

    def test_a_need_belongs_to_the_customer_of_its_contact(self):
        customer = self.customer()
        touch = self.touch(self.person(customer))
        need = self.env["care.need"].create({"name": "Need", "touch_id": touch.id})
        self.assertEqual(
            (need.partner_id, need.commercial_partner_id, need.company_id, need.state),
            (touch.partner_id, customer, self.company, "open"),
        )

    def test_one_click_makes_an_opportunity(self):
        seller = self.user()
        customer = self.customer(user_id=seller.id)
        need = self.need(customer).with_user(seller)
        action = need.action_create_lead()
        lead = need.lead_id
        self.assertEqual((action["res_id"], need.state), (lead.id, "confirmed"))
        self.assertEqual(
            (lead.name, lead.partner_id, lead.user_id, lead.care_need_ids),
            ("Need", customer, seller, need),
        )
        self.assertEqual(need.action_create_lead()["res_id"], lead.id)

    def test_a_won_opportunity_serves_the_need(self):
        need = self.need()
        need.action_create_lead()
        need.lead_id.action_set_won()
        self.assertEqual(need.state, "served")

    def test_a_lost_opportunity_leaves_the_need_unserved(self):
        need = self.need()
        need.action_create_lead()
        need.lead_id.action_set_lost()
        self.assertEqual(need.state, "confirmed")

    def test_a_customer_who_was_last_dissatisfied_is_marginal(self):
        customer = self.grown()
        self.touch(customer, "2026-06-10 08:00:00", satisfaction="2")
        self.touch(customer, "2026-06-11 08:00:00")
        self.assertEqual(self.segment_of(customer), "marginal")
        self.touch(customer, "2026-06-12 08:00:00", satisfaction="4")
        self.assertEqual(self.segment_of(customer), "general")

    def test_a_stated_need_makes_a_customer_potential(self):
        customer = self.grown()
        self.assertEqual(self.segment_of(customer), "general")
        need = self.need(customer, kind="hidden")
        self.assertEqual(self.segment_of(customer), "general")
        need.kind = "stated"
        self.assertEqual(self.segment_of(customer), "potential")
        need.state = "served"
        self.assertEqual(self.segment_of(customer), "general")


@freeze_time("2026-07-01")
@tagged("post_install", "-at_install")
class TestSilence(TouchCommon):
    """Customers with whom nobody talks are dormant once contacts are kept."""

    def buyer(self):
        customer = self.customer()
        self.deal(customer, "2026-01-10")
        self.deal(customer)
        return customer

    def keep_since(self, day):
        self.policy.touch_active = True
        self.policy.touch_since = day

    def segment_of(self, customer):
        self.refresh()
        self.assertEqual(sum(self.refresh()), 0)
        return self.profile(customer).segment

    def test_silence_counts_once_contacts_are_kept(self):
        customer = self.buyer()
        self.touch(customer, "2025-12-01 08:00:00")
        self.assertEqual(self.segment_of(customer), "key")
        self.keep_since("2026-06-30")
        self.assertEqual(self.segment_of(customer), "dormant")
        self.touch(customer, "2026-06-20 08:00:00", effective=False)
        self.assertEqual(self.segment_of(customer), "dormant")
        self.touch(customer, "2026-06-20 08:00:00")
        self.assertEqual(self.segment_of(customer), "key")

    def test_nobody_is_dormant_on_the_first_day(self):
        customer = self.buyer()
        self.keep_since("2026-06-30")
        self.assertEqual(self.segment_of(customer), "key")

    def test_a_customer_without_any_contact_gets_dormant_later(self):
        customer = self.buyer()
        self.keep_since("2025-12-01")
        self.age(customer, "2025-11-01")
        self.assertEqual(self.segment_of(customer), "dormant")

    def test_a_silent_prospect_is_dormant_but_not_a_new_one(self):
        silent, new = self.customer(), self.customer()
        self.age(silent | new, "2025-11-01")
        lead = self.opportunity(silent)
        self.opportunity(new)
        self.env.flush_all()
        query = "UPDATE crm_lead SET create_date = '2025-11-02' WHERE id = %s"
        self.env.cr.execute(query, [lead.id])
        self.keep_since("2025-12-01")
        self.assertEqual(self.segment_of(silent), "dormant")
        self.assertFalse(self.profile(new).segment)

    def age(self, customers, day):
        self.env.flush_all()
        query = "UPDATE res_partner SET create_date = %s WHERE id = ANY(%s)"
        self.env.cr.execute(query, [day, customers.ids])
