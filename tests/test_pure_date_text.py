from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools.date_text import chinese, parse, plain
from odoo.addons.crm_customer_care.tools.occurrence import DateError, PartialDate

GREGORIAN = {
    (3, 8, 1985): [
        *("1985-03-08", "1985/3/8", "1985.3.8", "19850308", "08.03.1985"),
        *("1985年3月8日", "1985年 3月 8日", "一九八五年三月八日", "1985年3月8号"),
        *("8 March 1985", "Mar 8, 1985", "8-Mar-1985", "8th mar 1985"),
        *("１９８５－０３－０８", "１９８５年３月８日", "1985-03-08 00:00:00"),
    ],
    (3, 8, 0): [
        "3/8",
        "03-08",
        "3.8",
        "8.3.",
        "3月8日",
        "３／８",
        "8 March",
        "march 8",
    ],
    (12, 25, 2020): ["25/12/2020", "12/25/2020", "25.12.2020", "25-12-2020"],
    (12, 25, 0): ["25/12", "12/25", "十二月二十五日"],
    (5, 5, 2020): ["05/05/2020"],
}
LUNAR = {
    (8, 15, 0, False): [
        *("农历八月十五", "八月十五", "农历 八月十五", "農曆八月十五", "阴历8月15日"),
        *("lunar 8/15", "8/15 lunar", "8/15 (lunar)", "Lunar 8-15", "农历８／１５"),
        *("农历8月15", "八月十五（农历）", "旧历八月十五日"),
    ],
    (6, 3, 0, True): [
        *("闰六月初三", "农历闰六月初三", "閏六月初三", "闰6月3日", "农历闰6/3"),
        *("lunar leap 6/3", "leap 6/3", "6/3 lunar leap month"),
    ],
    (8, 15, 1985, False): [
        *("农历1985年八月十五", "1985年农历八月十五", "一九八五年八月十五"),
        *("lunar 1985-08-15", "农历1985-8-15", "1985年八月十五"),
    ],
    (6, 3, 2025, True): ["2025年闰六月初三", "lunar leap 2025-06-03"],
    (1, 1, 0, False): ["正月初一", "lunar 1/1"],
    (12, 23, 0, False): ["腊月廿三", "臘月二十三", "农历十二月二十三"],
    (11, 10, 0, False): ["冬月初十", "农历十一月初十", "农历十一月十日"],
    (12, 30, 0, False): ["除夕", "农历除夕", "大年三十", "腊月三十"],
}


class TestParse(BaseCase):
    def assertRefuses(self, code, *texts):
        for text in texts:
            with self.subTest(text), self.assertRaises(DateError) as caught:
                parse(text)
            self.assertEqual(caught.exception.code, code)

    def test_gregorian_dates_are_read(self):
        for (month, day, year), texts in GREGORIAN.items():
            for text in texts:
                with self.subTest(text):
                    expected = PartialDate("gregorian", month, day, year)
                    self.assertEqual(parse(text), expected)

    def test_lunar_dates_are_read(self):
        for parts, texts in LUNAR.items():
            for text in texts:
                with self.subTest(text):
                    self.assertEqual(parse(text), PartialDate("lunar", *parts))

    def test_what_is_no_date_is_refused(self):
        self.assertRefuses("unreadable", "", None, "soon", "1985", "八月", "1/2/3/4")
        self.assertRefuses("unreadable", "乙丑年八月十五", "85-3-8", "3 Foo", "lunar")

    def test_what_could_be_two_days_is_refused(self):
        self.assertRefuses("ambiguous", "03/08/1985", "3-8-1985")

    def test_days_that_cannot_exist_are_refused(self):
        self.assertRefuses("month", "农历十三月初一", "lunar 13/5", "25/25")
        self.assertRefuses("lunar_day", "农历八月三十一", "lunar 8/31")
        self.assertRefuses("short_month", "2/30", "4月31日", "30.2.")
        self.assertRefuses("leap_day", "2025-02-29")
        self.assertRefuses("leap_month", "2024年闰六月初三")
        self.assertRefuses("leap_never", "闰腊月初一")
        self.assertRefuses("lunar_year", "1900年正月初一", "lunar 2100-01-01")

    def test_what_is_written_is_read_again(self):
        for leap in (False, True):
            for month in range(2, 12):
                for day in range(1, 31):
                    lunar = PartialDate("lunar", month, day, 0, leap)
                    for text in (chinese(lunar), chinese(lunar, True), plain(lunar)):
                        self.assertEqual(parse(text), lunar)
        for year in (0, 1985):
            partial = PartialDate("gregorian", 12, 31, year)
            self.assertEqual(parse(chinese(partial)), partial)
            self.assertEqual(parse(plain(partial)), partial)
