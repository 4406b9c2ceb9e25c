from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .greeting_common import GreetingCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingPreview(GreetingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.user("manager")

    def preview(self, rule, **vals):
        action = rule.with_user(self.manager).action_preview()
        preview = self.env[action["res_model"]].browse(action["res_id"])
        preview = preview.with_user(self.manager)
        if vals:
            preview.write(vals)
            preview.action_show()
        return preview

    def test_the_next_twelve_months_are_shown(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        customer = self.known(user_id=self.user(name="Owner").id)
        ann = self.human(customer)
        rule = self.rule(self.occasion("mid_autumn"), active=False)
        preview = self.preview(rule)
        self.assertEqual(preview.start_date, date(2026, 6, 15))
        self.assertEqual(preview.stop_date, date(2027, 6, 14))
        [line] = preview.line_ids
        self.assertEqual((line.partner_id, str(line.day)), (ann, "2026-09-25"))
        self.assertEqual(line.commercial_partner_id, customer)
        self.assertEqual(line.user_id.name, "Owner")
        self.assertEqual(str(line.send_at), "2026-09-25 01:00:00")
        self.assertEqual(preview.summary, "Greetings: 1")
        self.assertEqual(preview.months, "Sep 2026: 1")
        self.assertFalse(self.env["care.greeting"].search([("rule_id", "=", rule.id)]))

    def test_a_preview_that_is_cut_says_so_and_can_be_turned(self):
        people = [self.human(name=f"Person {number}") for number in range(5)]
        page = "odoo.addons.crm_customer_care.wizard.care_greeting_preview.PAGE"
        with patch(page, 2):
            preview = self.preview(self.rule(self.occasion("new_year")))
            self.assertIn("Greetings: 5", preview.summary)
            self.assertIn("number 1 to 2", preview.summary)
            seen = preview.line_ids.partner_id
            for _turn in range(2):
                self.assertTrue(preview.has_next)
                preview.action_next()
                seen |= preview.line_ids.partner_id
            self.assertFalse(preview.has_next)
            preview.action_previous()
            self.assertIn("number 3 to 4", preview.summary)
        self.assertEqual(len(seen), len(people))

    def test_nobody_to_greet_is_said(self):
        preview = self.preview(self.rule(self.occasion("new_year")))
        self.assertIn("Nobody", preview.summary)
        self.assertFalse(preview.line_ids)

    def test_what_stands_in_the_way_is_said(self):
        occasion = self.occasion("new_year")
        first = self.rule(occasion, name="First", sequence=1)
        first.occasion_id.active = False
        self.policy.greeting_pause_until = "2026-07-01"
        notes = self.preview(self.rule(occasion, active=False)).notes
        for words in ("switched off", "until 07/01/2026", "not chosen", "First"):
            self.assertIn(words, notes)
        self.policy.write({"greeting_active": True, "greeting_pause_until": False})
        occasion.active = True
        first.unlink()
        self.assertFalse(self.preview(self.rule(occasion)).notes)

    def test_addresses_that_are_missing_are_said(self):
        self.human(name="Ann", email="ann@example.com", phone="+1 650 555 0111")
        self.human(name="Bob", email="bob")
        template = self.occasion("new_year").mail_template_id
        rule = self.rule(
            self.occasion("new_year"), channel="mail", mail_template_id=template.id
        )
        problems = self.preview(rule).line_ids.mapped("problem")
        self.assertEqual(problems, [False, "No valid e-mail address"])
        template = self.occasion("new_year").sms_template_id
        rule.write({"channel": "sms", "sms_template_id": template.id})
        problems = self.preview(rule).line_ids.mapped("problem")
        self.assertEqual(problems, [False, "No valid phone number"])

    def test_a_manager_switches_on_what_he_has_seen(self):
        rule = self.rule(self.occasion("new_year"), active=False)
        self.preview(rule).action_switch_on()
        self.assertTrue(rule.active)
        self.assertTrue(rule.occasion_id.active)

    def test_greetings_are_switched_on_where_they_are_missed(self):
        preview = self.preview(self.rule(self.occasion("new_year")))
        self.assertTrue(preview.rule_id.is_idle)
        with self.assertRaises(AccessError):
            preview.rule_id.with_user(self.user()).action_start_greetings()
        preview.action_start_greetings()
        self.env.invalidate_all()
        self.assertTrue(self.policy.greeting_active)
        self.assertNotIn("switched off", preview.notes or "")
        self.assertFalse(preview.rule_id.is_idle)

    def test_times_that_make_no_sense_are_refused(self):
        preview = self.preview(self.rule(self.occasion("new_year")))
        for sentence, day in (("after the last", "2028-01-01"), ("five", "2020-01-01")):
            self.assertRefuses(UserError, sentence, preview.write, {"start_date": day})

    def test_salespeople_read_rules_and_change_none(self):
        rule = self.rule(active=False)
        for role in ("user", "auditor"):
            own = rule.with_user(self.user(role))
            self.assertEqual(own.name, "Occasion")
            for way in (own.action_preview, own.action_switch_on, own.unlink):
                with self.subTest((role, way)), self.assertRaises(AccessError):
                    way()
        with self.assertRaises(AccessError):
            rule.with_user(self.user("employee")).read(["name"])

    def test_rules_of_another_company_are_hidden(self):
        other = self.env["res.company"].create({"name": "Other"})
        rule = self.rule()
        stranger = self.user("manager", company_id=other.id, company_ids=other.ids)
        rules = self.env["care.greeting.rule"].with_user(stranger)
        rules = rules.with_context(allowed_company_ids=other.ids)
        self.assertFalse(rules.search([("id", "=", rule.id)]))

    def test_a_new_rule_starts_with_the_texts_of_its_occasion(self):
        form = Form(self.env["care.greeting.rule"].with_user(self.manager))
        form.occasion_id = self.occasion("founding")
        self.assertEqual(form.name, "Founding of the Company")
        self.assertEqual(form.recipient, "customer")
        rule = form.save()
        self.assertEqual(rule.mail_template_id, rule.occasion_id.mail_template_id)
        self.assertFalse(rule.active)
        self.assertEqual(rule.company_id, self.company)

    def test_settings_switch_greetings_on_for_one_company(self):
        settings = self.env["res.config.settings"].with_user(self.manager).sudo()
        settings.create({"care_greeting_active": True}).execute()
        self.assertTrue(self.policy.greeting_active)
        other = self.env["res.company"].create({"name": "Other"})
        self.assertFalse(self.env["care.policy"]._get(other).greeting_active)
        rules = self.env["care.greeting.rule"]
        self.assertFalse(rules._get_active_rules(self.company))
        rule = self.rule()
        self.assertEqual(rules._get_active_rules(self.company), rule)
        rule.occasion_id.active = False
        self.assertFalse(rules._get_active_rules(self.company))
