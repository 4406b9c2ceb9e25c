import re

from odoo.tests import tagged

from .common import CareCommon

PRINTED = (
    "care_card",
    "care_certificate",
    "care_invitation_label",
    "care_invitation_letter",
)


@tagged("post_install", "-at_install")
class TestLocalForms(CareCommon):
    """Dates and characters as the reader's country writes them."""

    def test_a_deal_is_named_by_its_day_in_the_form_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        deal = self.deal(self.customer(name="Own"), "2026-06-01")
        self.assertEqual(deal.display_name, "Own, 06/01/2026")
        deal = deal.with_context(lang="zh_CN")
        self.assertEqual(deal.display_name, "Own, 2026/06/01")

    def test_what_is_printed_names_fonts_of_each_script(self):
        bundle = self.env["ir.qweb"]._get_asset_bundle("web.report_assets_common")
        css = " ".join(bundle.preprocess_css().split())
        rules = dict(re.findall(r"(\.o_care_print[^{}]*?) ?\{ ?([^{}]*)\}", css))
        self.assertIn("Noto Sans CJK SC", rules[".o_care_print"])
        self.assertIn(
            "Noto Sans CJK TC",
            rules['.o_care_print [lang="zh-TW"], .o_care_print [lang="zh-HK"]'],
        )
        for name in PRINTED:
            with self.subTest(name):
                page = self.env.ref(f"crm_customer_care.{name}").arch
                self.assertIn("o_care_print", page)
                self.assertIn("t-att-lang", page)
