from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .content_common import ContentCommon

SHIPPED = [
    *("revisit_phone", "revisit_chat", "visit", "invitation"),
    *("sales_call", "apology", "win_back", "introduction"),
]


@tagged("post_install", "-at_install")
class TestScript(ContentCommon):
    def found(self, customer, *args, user=None):
        scripts = self.env["care.script"].with_user(user or self.seller)
        return scripts._care_scripts_for(customer.with_user(user or self.seller), *args)

    def test_there_is_a_text_for_every_purpose(self):
        for purpose in SHIPPED:
            script = self.env.ref(f"crm_customer_care.care_script_{purpose}")
            self.assertEqual(script.purpose, purpose)
            text = script.with_user(self.seller)._render_for(self.own)
            self.assertIn("Own" if "object.name" in script.body else "", text)
            self.assertNotIn("t-out", text)

    def test_the_reader_and_his_company_are_named(self):
        script = self.env.ref("crm_customer_care.care_script_revisit_phone")
        text = script.with_user(self.seller)._render_for(self.own)
        self.assertIn("Good morning Own, this is Sally of Care.", text)

    def test_texts_for_the_tier_and_segment_come_first(self):
        self.env["care.script"].search([]).active = False
        self.deal(self.own)
        self.refresh()
        new = self.env.ref("crm_customer_care.care_segment_new")
        key, general = self.tier("Key"), self.tier("General")
        every = self.script(name="Every")
        segment = self.script(name="Segment", segment_ids=new.ids)
        both = self.script(name="Both", tier_ids=key.ids, segment_ids=new.ids)
        self.script(name="General", tier_ids=general.ids)
        found = self.found(self.own)
        self.assertEqual(found, both | segment | every)
        self.assertEqual(found.mapped("name"), ["Both", "Segment", "Every"])

    def test_who_fell_asleep_is_won_back(self):
        lost = self.env.ref("crm_customer_care.care_script_win_back")
        self.assertNotIn(lost, self.found(self.own))
        self.deal(self.own, "2025-01-15")
        self.refresh()
        self.assertEqual(self.own.care_segment, "lost")
        self.assertEqual(self.found(self.own)[0], lost)

    def test_a_purpose_can_be_asked_for(self):
        found = self.found(self.own, "visit")
        self.assertEqual(set(found.mapped("purpose")), {"visit"})

    def test_a_channel_can_be_asked_for(self):
        chat = self.found(self.own, None, self.channel("chat"))
        phone = self.env.ref("crm_customer_care.care_script_revisit_phone")
        self.assertNotIn(phone, chat)
        self.assertIn(phone, self.found(self.own, None, self.channel("phone")))

    def test_texts_of_another_company_are_not_found(self):
        other = self.env["res.company"].create({"name": "Other"})
        script = self.script(company_id=other.id)
        self.assertNotIn(script, self.found(self.own))

    def test_a_text_shows_no_confidences_to_strangers(self):
        self.own.care_taboos = "No lilies"
        body = "<p><t t-out=\"object.sudo().care_taboos or 'nothing'\"/></p>"
        script = self.script(body=body)
        mine = script.with_user(self.seller)._render_for(self.own)
        self.assertIn("No lilies", mine)
        others = script.with_user(self.stranger)
        self.assertIn("nothing", others._render_for(self.own.with_user(self.stranger)))

    def test_a_text_that_cannot_be_read_says_so(self):
        script = self.script(body='<p><t t-out="object.no_such_field"/></p>')
        text = script.with_user(self.seller)._render_for(self.own)
        self.assertIn("be read on Own", text)

    def test_a_manager_tries_a_text_on_a_contact(self):
        with Form(self.env["care.script"].with_user(self.user("manager"))) as form:
            form.name = "Thanks"
            form.body = '<p>Thank you, <t t-out="object.name">you</t>!</p>'
            form.preview_partner_id = self.own
            self.assertIn("Thank you, Own!", form.preview)

    def test_salespeople_read_and_do_not_write(self):
        script = self.script()
        action = self.own.with_user(self.seller).action_open_care_scripts()
        self.assertIn(script.id, action["domain"][0][2])
        read = script.with_user(self.seller).with_context(**action["context"])
        self.assertIn("Hello", read.preview)
        with self.assertRaises(AccessError):
            read.write({"name": "Mine"})
