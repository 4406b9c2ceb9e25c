from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools.salutation import (
    chinese_surname,
    family_name,
    is_han,
)


class TestSalutation(BaseCase):
    def test_chinese_surnames_have_one_or_two_characters(self):
        for name, surname in (
            ("王明", "王"),
            ("李小龙", "李"),
            ("诸葛亮", "诸葛"),
            ("諸葛亮", "諸葛"),
            ("欧阳", "欧"),
            ("司马相如", "司马"),
        ):
            with self.subTest(name):
                self.assertEqual(chinese_surname(name), surname)

    def test_what_is_no_usual_name_has_no_surname(self):
        # of a married woman, of another people, of one character, not Chinese
        for name in ("范徐丽泰", "阿卜杜热合曼", "明", "Ann", "", None):
            with self.subTest(name):
                self.assertIsNone(chinese_surname(name))
        self.assertFalse(is_han(None))

    def test_the_family_name_of_two_words_is_the_second(self):
        self.assertEqual(family_name("  Ann   Miller ", "US"), "Miller")
        self.assertEqual(family_name("Ann Miller", "DE"), "Miller")

    def test_a_name_of_another_build_stays_whole(self):
        for name, country in (
            ("Wang Xiaoming", "CN"),
            ("Nguyen Van", "VN"),
            ("Vincent van Gogh", "NL"),
            ("Dr. Miller", "US"),
            ("Madonna", "US"),
            ("", ""),
        ):
            with self.subTest(name):
                self.assertEqual(family_name(name, country), name)

    def test_chinese_letters_name_the_surname_and_others_the_whole_name(self):
        self.assertEqual(family_name("王小明", "CN", chinese=True), "王")
        self.assertEqual(family_name("王小明", "", chinese=True), "王")
        self.assertEqual(family_name("王小明", "CN"), "王小明")
        self.assertEqual(family_name("田中太郎", "JP", chinese=True), "田中太郎")
        self.assertEqual(family_name("Ann Miller", "US", chinese=True), "Miller")
