import re

from psycopg2.extras import Json

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import CareCommon

ADDON = "crm_customer_care"
CHINESE = "[\u4e00-\u9fff]"
ENGLISH = r"\b(the|and|you|it|what|with)\b"


class PlanLanguageCommon(CareCommon):
    """A plan, one of its steps, and a salesperson who reads Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load("zh_CN")
        cls.plan = cls.env.ref(f"{ADDON}.mail_activity_plan_e1")
        cls.step = cls.plan.template_ids[0]
        cls.reader = cls.user(lang="zh_CN")
        cls.colleague = cls.user()
        cls.manager = cls.user("manager")

    @classmethod
    def load(cls, lang):
        cls.env["res.lang"]._activate_lang(lang)
        cls.env.ref(f"base.module_{ADDON}")._update_translations([lang])

    def in_chinese(self, record, lang="zh_CN"):
        return record.with_context(lang=lang)

    def schedule(self, planner, assignee):
        """Activities that the dialog makes of the plan."""
        customer = self.customer(user_id=planner.id)
        wizard = self.env["mail.activity.schedule"].with_user(planner)
        wizard.with_context(
            active_model="res.partner", active_ids=customer.ids, lang=planner.lang
        ).create(
            {"plan_id": self.plan.id, "plan_on_demand_user_id": assignee.id}
        ).action_schedule_plan()
        return customer.activity_ids


@tagged("post_install", "-at_install")
class TestPlanLanguage(PlanLanguageCommon):
    """Plans speak the language of who reads them."""

    def shipped(self, model):
        data = [("module", "=", ADDON), ("model", "=", model)]
        numbers = self.env["ir.model.data"].search(data).mapped("res_id")
        return self.env[model].browse(numbers)

    def test_every_text_is_chinese(self):
        self.load("zh_TW")
        plans = self.shipped("mail.activity.plan")
        self.assertGreater(len(plans), 25)
        for lang in ("zh_CN", "zh_TW"):
            with self.subTest(lang):
                translated = self.in_chinese(plans, lang)
                steps = translated.template_ids
                texts = translated.mapped("display_name")
                texts += steps.mapped("summary") + steps.mapped("note")
                self.assertEqual(len(texts), len(plans) + 2 * len(steps))
                for text in texts:
                    self.assertRegex(text, CHINESE)
                    self.assertNotRegex(text, ENGLISH)

    def test_a_plan_is_offered_and_found_by_its_chinese_name(self):
        plans = self.env["mail.activity.plan"].with_user(self.reader)
        name = self.in_chinese(self.plan).name
        self.assertRegex(name, CHINESE)
        self.assertEqual(
            self.in_chinese(plans).name_search(name), [(self.plan.id, name)]
        )

    def test_the_dialog_shows_its_steps_in_the_language_of_who_plans(self):
        wizard = self.env["mail.activity.schedule"].with_user(self.reader)
        wizard = self.in_chinese(wizard).with_context(
            active_model="res.partner", active_ids=self.customer().ids
        )
        lines = wizard.create({"plan_id": self.plan.id}).plan_schedule_line_ids
        steps = self.in_chinese(self.plan.template_ids)
        self.assertEqual(lines.mapped("line_description"), steps.mapped("summary"))
        self.assertRegex(lines[0].line_description, CHINESE)

    def test_activities_speak_the_language_of_who_does_them(self):
        for planner, assignee in (
            (self.colleague, self.reader),
            (self.reader, self.colleague),
        ):
            activities = self.schedule(planner, assignee)
            steps = self.in_chinese(self.plan.template_ids, assignee.lang)
            for name in ("summary", "note"):
                with self.subTest(assignee.lang, name=name):
                    texts = activities.mapped(name)
                    self.assertCountEqual(texts, steps.mapped(name))
                    chinese = [bool(re.search(CHINESE, text)) for text in texts]
                    self.assertEqual(set(chinese), {assignee == self.reader})


@tagged("post_install", "-at_install")
class TestPlanEdited(PlanLanguageCommon):
    """What somebody has edited reads the same in every language."""

    def assertReads(self, record, **texts):
        self.env.flush_all()
        self.env.invalidate_all()
        for lang in ("en_US", "zh_CN"):
            with self.subTest(lang):
                read = {
                    name: str(record.with_context(lang=lang)[name]) for name in texts
                }
                self.assertEqual(read, texts)

    def test_in_english(self):
        # as much like the text that it was as can be
        note = str(self.step.note).replace("last visit", "first visit")
        steps = [Command.update(self.step.id, {"summary": "Settle it", "note": note})]
        plan = self.plan.with_user(self.manager)
        plan.write({"name": "Ours", "template_ids": steps})
        self.assertReads(self.plan, name="Ours")
        self.assertReads(self.step, summary="Settle it", note=note)

    def test_in_chinese(self):
        step = self.in_chinese(self.step.with_user(self.manager))
        step.write({"summary": "先结清", "note": "<p>逐项核对。</p>"})
        self.assertReads(self.step, summary="先结清", note="<p>逐项核对。</p>")
        [first, *_others] = self.schedule(self.reader, self.colleague).sorted("id")
        self.assertEqual(first.summary, "先结清")

    def test_what_is_written_again_as_it_is_stays_translated(self):
        name, step = self.plan.name, self.step
        self.plan.write({"name": name})
        step.write({"summary": step.summary, "note": step.note, "sequence": 5})
        self.assertRegex(self.in_chinese(self.plan).name, CHINESE)
        for text in (self.in_chinese(step).summary, self.in_chinese(step).note):
            self.assertRegex(text, CHINESE)

    def test_a_translation_of_ones_own_stays(self):
        self.plan.write({"name": "Ours"})
        self.plan.update_field_translations("name", {"zh_CN": "我们的"})
        self.load("zh_CN")
        names = [self.in_chinese(self.plan, lang).name for lang in ("en_US", "zh_CN")]
        self.assertEqual(names, ["Ours", "我们的"])

    def test_a_language_that_comes_later_leaves_it(self):
        # as in a database of the previous version, in which somebody edited plans
        self.write_plain(self.plan, "name", "Ours")
        self.write_plain(self.step, "summary", "Settle it")
        self.write_plain(self.step, "note", "<p>All of it.</p>")
        self.write_plain(self.plan.template_ids[1], "summary", None)
        other = self.plan.template_ids[2]
        self.write_plain(other, "summary", other.summary)
        self.load("zh_CN")
        self.assertReads(self.plan, name="Ours")
        self.assertReads(self.step, summary="Settle it", note="<p>All of it.</p>")
        self.assertReads(self.plan.template_ids[1], summary="False")
        self.assertRegex(self.in_chinese(other).summary, CHINESE)

    def write_plain(self, record, name, text):
        """Write a text that has no translation."""
        record.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL.identifier(name),
                text and Json({"en_US": text}),
                record.id,
            )
        )
        record.invalidate_recordset()
