import re
from collections import Counter
from io import BytesIO
from unittest.mock import patch

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import code_translations, trans_export

from .common import CareCommon
from .han_scripts import FOREIGN, SIMPLIFIED, TRADITIONAL

ADDON = "crm_customer_care"
# an addon of its own, whatever Odoo takes its code for
EXAMPLE = f"addons/{ADDON}/doc/example/"
LANGUAGES = ("zh_CN", "zh_TW")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[sd]")
TAG = re.compile(r"</?\w+")
CHINESE = re.compile("[\u4e00-\u9fff]")
FULL_WIDTH = "[\u3000-\u9fff\uff00-\uffef]"
BROKEN = re.compile(rf"{FULL_WIDTH}\s*\n\s*{FULL_WIDTH}")
# what Odoo's own Chinese may leave as it is, without a translation
LATIN = {"ID", "Qweb"}
QUOTED = re.compile("“([^”]+)”")
# a button of Odoo's, which our segment of new customers is not
BUTTONS = {"New"}
# what the English has, and what its translations never say
WORDS = {
    r"(?i)\btiers?\b": "级别|級別",
    r"(?i)\bfans?\b": "粉丝|粉絲",
    r"(?i)\bsegments?\b": "客群",
    r"(?i)(?<!high )(?<!low )\bcontributions?\b": "[贡貢][献獻](?!度)",
    r"\bContact Overdue|Overdue Contacts|Planned Contacts?\b": "回访|回訪",
    r"\bConfiguration\b": "设置|设定|設定",
    r"(?is)^(?!.*project)": "專案",
}


def read_catalogue(name):
    return polib.pofile(file_path(f"{ADDON}/i18n/{name}"))


def get_terms(catalogue):
    # a term is translated only in the places that its entry names
    return {
        (entry.msgid, place)
        for entry in catalogue
        for place, _line in entry.occurrences
        if EXAMPLE not in place
    }


class TestCatalogues(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = read_catalogue(f"{ADDON}.pot")
        cls.catalogues = {lang: read_catalogue(f"{lang}.po") for lang in LANGUAGES}

    def each_catalogue(self, check):
        """Assert that no entry of any language fails `check`."""
        for lang, catalogue in self.catalogues.items():
            with self.subTest(lang):
                wrong = [entry.msgid for entry in catalogue if not check(entry)]
                self.assertEqual(wrong, [])

    def test_the_template_has_the_terms_of_the_code(self):
        # dev/translate brings it up to date
        buffer = BytesIO()
        trans_export(None, [ADDON], buffer, "po", self.env)
        exported = polib.pofile(buffer.getvalue().decode())
        self.assertEqual(get_terms(exported), get_terms(self.template))

    def test_every_language_has_the_terms_of_the_template(self):
        for lang, catalogue in self.catalogues.items():
            with self.subTest(lang):
                self.assertEqual(catalogue.metadata["Language"], lang)
                self.assertEqual(get_terms(catalogue), get_terms(self.template))

    def test_every_term_is_translated(self):
        self.each_catalogue(
            lambda entry: CHINESE.search(entry.msgstr) or entry.msgid in LATIN
        )
        self.each_catalogue(lambda entry: not entry.fuzzy and not entry.obsolete)

    def test_a_translation_keeps_placeholders_and_tags(self):
        for pattern in (PLACEHOLDER, TAG):
            self.each_catalogue(
                lambda entry, pattern=pattern: (
                    Counter(pattern.findall(entry.msgid))
                    == Counter(pattern.findall(entry.msgstr))
                )
            )

    def test_each_script_has_characters_of_its_own(self):
        for lang, foreign in FOREIGN.items():
            with self.subTest(lang):
                found = map(foreign.findall, self.translations(lang))
                self.assertEqual([marks for marks in found if marks], [])

    def test_characters_of_the_other_script_are_told_by_their_place(self):
        for text in ("这", "多少天后", "協會里", "聯系", "每周", "干部"):
            self.assertRegex(text, SIMPLIFIED)
        for text in ("這", "皇后", "公里", "里程", "系統", "若干", "只能"):
            self.assertNotRegex(text, SIMPLIFIED)
        self.assertRegex("跟著", TRADITIONAL)
        self.assertNotRegex("著名", TRADITIONAL)

    def test_a_word_has_one_translation(self):
        for word, others in WORDS.items():
            self.each_catalogue(
                lambda entry, word=word, others=others: (
                    not re.search(word, entry.msgid)
                    or not re.search(others, entry.msgstr)
                )
            )

    def test_taiwan_has_words_of_its_own(self):
        self.assertNotRegex("".join(self.translations("zh_TW")), "合同|[“”]")

    def test_texts_quote_labels_as_they_are_translated(self):
        for lang, catalogue in self.catalogues.items():
            labels = {entry.msgid: entry.msgstr for entry in catalogue}
            for entry in catalogue:
                for label in labels.keys() & set(QUOTED.findall(entry.msgid)) - BUTTONS:
                    with self.subTest(lang, label=label, text=entry.msgid):
                        self.assertIn(labels[label], entry.msgstr)

    def test_no_line_ends_within_a_sentence(self):
        # a page would show a space there
        self.each_catalogue(
            lambda entry: (
                not any("model_terms:" in place for place, _line in entry.occurrences)
                or not BROKEN.search(entry.msgstr)
            )
        )

    def translations(self, lang):
        return [entry.msgstr for entry in self.catalogues[lang]]


@tagged("-at_install", "post_install")
class TestChinese(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addon = cls.env.ref(f"base.module_{ADDON}")

    def load(self, lang):
        self.env["res.lang"]._activate_lang(lang)
        self.addon._update_translations([lang])
        return self.env(context={**self.env.context, "lang": lang})

    def label(self, model, name):
        return self.env[model].fields_get([name])[name]["string"]

    def value(self, env, xml_id, name):
        return env.ref(f"{ADDON}.{xml_id}")[name]

    def test_the_interface_speaks_simplified_chinese(self):
        env = self.load("zh_CN")
        profile = env["care.profile"].fields_get(["contribution", "segment"])
        self.assertEqual(
            self.value(env, "crm_customer_care_menu_root", "name"), "关键客户"
        )
        self.assertEqual(profile["contribution"]["string"], "贡献度")
        self.assertEqual(dict(profile["segment"]["selection"])["dormant"], "休眠")
        self.assertIn("下载导入模板", self.value(env, "care_deal_action", "help"))
        self.assertIn(
            "哪些算作购买", env["care.policy"].get_view(view_type="form")["arch"]
        )

    def test_what_a_word_means_twice_has_two_words(self):
        # one English label has one translation
        choices = dict(self.env["care.invitation.line"]._fields["sent_by"].selection)
        self.assertNotEqual(self.label("care.channel", "letter"), choices["letter"])
        severities = dict(self.env["care.complaint"]._fields["severity"].selection)
        medium = self.label("care.channel.report", "medium_id")
        self.assertNotIn(medium, severities.values())
        person = self.label("care.touch", "partner_id")
        asked = dict(self.env["care.satisfaction.report"]._fields["asked"].selection)
        self.assertNotEqual(self.label("care.complaint", "touch_id"), person)
        self.assertNotEqual(asked["touch"], person)

    def test_the_browser_gets_the_terms_of_scripts_and_templates(self):
        messages = code_translations.get_web_translations(ADDON, "zh_CN")["messages"]
        strings = {message["id"]: message["string"] for message in messages}
        self.assertEqual(strings["Tier: %s"], "等级：%s")
        self.assertEqual(strings["No rated customer here"], "此处没有已评定的客户")

    def test_the_interface_speaks_traditional_chinese(self):
        env = self.load("zh_TW")
        profile = env["care.profile"].fields_get(["contribution", "segment"])
        self.assertEqual(
            self.value(env, "crm_customer_care_menu_root", "name"), "關鍵客戶"
        )
        self.assertEqual(profile["contribution"]["string"], "貢獻度")
        self.assertEqual(dict(profile["segment"]["selection"])["marginal"], "不滿")

    def test_dialogs_offer_choices_in_chinese(self):
        env = self.load("zh_CN")
        for model, name in (
            ("care.revisit.form", "satisfaction"),
            ("care.revisit.form", "introduction"),
            ("care.revisit.form.need", "kind"),
            ("care.touch.log", "need_kind"),
        ):
            with self.subTest(model=model, field=name):
                choices = env[model].fields_get([name])[name]["selection"]
                for _value, label in choices:
                    self.assertRegex(label, CHINESE)

    def test_strategies_are_translated(self):
        for lang, name in (
            ("zh_CN", "守住它，与它一起成长"),
            ("zh_TW", "守住它，與它一起成長"),
        ):
            env = self.load(lang)
            with self.subTest(lang):
                self.assertEqual(self.value(env, "care_strategy_e1", "name"), name)
                for strategy in env["care.strategy"].search([]):
                    self.assertRegex(strategy.body, CHINESE)
                    self.assertNotRegex(strategy.body, r"\b(the|and|you|it)\b")

    def test_an_explanation_is_a_chinese_sentence(self):
        deal = self.deal()
        self.refresh("2026-07-01")
        env = self.load("zh_CN")
        explanation = self.profile(deal.partner_id).with_env(env).explanation
        self.assertRegex(
            explanation, r"^关键：在 1 位客户中排名第 1，累计占比 100.0%（上限 80%）"
        )

    def test_a_language_brings_the_texts_of_tiers(self):
        languages = self.env.registry["res.lang"]
        company = self.env["res.company"].create({"name": "Old"})
        with patch.object(languages, "get_installed", lambda _self: []):
            policy = self.env["care.policy"]._get(company)
        tiers = policy.tier_ids.with_context(lang="en_US")
        english = tiers.mapped("strategy")
        tiers[1].name = "Middle"
        env = self.load("zh_CN")
        self.assertEqual(tiers.with_env(env).mapped("name"), ["关键", "Middle", "一般"])
        for tier in tiers.with_env(env):
            self.assertRegex(tier.strategy, CHINESE)
            self.assertNotIn("day", tier.strategy)
        self.assertEqual(tiers.mapped("name"), ["Key", "Middle", "General"])
        self.assertEqual(tiers.mapped("strategy"), english)

    def test_a_tier_keeps_what_was_written_for_it(self):
        env = self.load("zh_CN")
        tiers = self.policy.tier_ids.with_env(env)
        tiers[0].name = "战略"
        self.load("zh_CN")
        self.assertEqual(tiers.mapped("name"), ["战略", "重要", "一般"])

    def test_a_new_company_has_its_tiers_in_every_language(self):
        env = self.load("zh_CN")
        company = self.env["res.company"].create({"name": "New"})
        tiers = self.env["care.policy"]._get(company).tier_ids
        names = [
            tiers.with_context(lang=lang).mapped("name") for lang in ("en_US", env.lang)
        ]
        self.assertEqual(names[0], ["Key", "Important", "General"])
        self.assertEqual(names[1], ["关键", "重要", "一般"])
        self.assertNotRegex(tiers.with_context(lang="en_US")[0].strategy, CHINESE)
