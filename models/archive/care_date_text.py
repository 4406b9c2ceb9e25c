from babel.dates import format_skeleton

from odoo import api, models
from odoo.tools import format_date
from odoo.tools.misc import babel_locale_parse

from ...tools import date_text, occurrence


class CareDate(models.Model):
    """Dates in words: as they are shown, and why one can't be."""

    _inherit = "care.date"

    def _format_date(self):
        """The day as people of the user's language write it, False for no day."""
        partial = self._get_checked_partial()
        if not partial:
            return False
        lang = self.env.context.get("lang") or "en_US"
        if lang.startswith("zh"):
            return date_text.chinese(partial, lang in ("zh_TW", "zh_HK"))
        if partial.calendar == "gregorian":
            day = occurrence.in_year(partial, partial.year or occurrence.LEAP_YEAR)
            if partial.year:
                return format_date(self.env, day)
            return format_skeleton("MMMd", day, locale=babel_locale_parse(lang))
        day = f"{partial.month}/{partial.day}"
        if partial.leap:
            day = self.env._("leap %(day)s", day=day)
        if partial.year:
            return self.env._("Lunar %(day)s, %(year)s", day=day, year=partial.year)
        return self.env._("Lunar %(day)s", day=day)

    def _format_text(self):
        """The day as it can be typed again."""
        partial = self._get_checked_partial()
        if not partial:
            return False
        lang = self.env.context.get("lang") or "en_US"
        if lang.startswith("zh"):
            return date_text.chinese(partial, lang in ("zh_TW", "zh_HK"))
        return date_text.plain(partial)

    def _get_checked_partial(self):
        try:
            return self._get_partial().check()
        except occurrence.DateError:
            return None

    def _explain(self, error):
        partial = self._get_partial()
        if not partial.month and not partial.day:
            return self.env._(
                "Enter the date of %(contact)s, such as 1985-03-08, 3/8 or lunar 8/15.",
                contact=self.partner_id.display_name,
            )
        figures = f"{partial.year}-" if partial.year else ""
        figures += f"{partial.month}-{partial.day}"
        return self._explain_date_error(error, figures)

    def _explain_kind(self):
        if self.kind_id.applies_to == "company":
            return self.env._(
                "%(contact)s is a person: “%(kind)s” is for companies.",
                contact=self.partner_id.display_name,
                kind=self.kind_id.name,
            )
        return self.env._(
            "%(contact)s is a company: “%(kind)s” is for persons. Enter it for one of "
            "the contacts.",
            contact=self.partner_id.display_name,
            kind=self.kind_id.name,
        )

    @api.model
    def _explain_date_error(self, error, text):
        """Sentence for a DateError of the pure functions about a day."""
        return self._get_date_sentences(text).get(error.code) or self.env._(
            "“%(text)s” can't be read as a date. Write it like 1985-03-08, 3/8 (8 "
            "March), 8 March 1985, lunar 8/15 or 农历八月十五.",
            text=text,
        )

    def _get_date_sentences(self, text):
        return {
            **self._get_lunar_sentences(text),
            "ambiguous": self.env._(
                "“%(text)s” could be two different days. Write the year first, such as "
                "1985-03-08.",
                text=text,
            ),
            "month": self.env._(
                "“%(text)s”: a year has the months 1 to 12.", text=text
            ),
            "day": self.env._("“%(text)s”: a month has the days 1 to 31.", text=text),
            "short_month": self.env._(
                "“%(text)s”: this month has fewer days.", text=text
            ),
            "leap_day": self.env._(
                "“%(text)s”: that year had no 29 February. Correct the year, or leave "
                "it out.",
                text=text,
            ),
            "year": self.env._(
                "“%(text)s”: write the year with four digits, or leave it out.",
                text=text,
            ),
        }

    def _get_lunar_sentences(self, text):
        return {
            "lunar_day": self.env._(
                "“%(text)s”: a lunar month has the days 1 to 30.", text=text
            ),
            "leap_gregorian": self.env._(
                "“%(text)s”: only the lunar calendar has leap months.", text=text
            ),
            "leap_month": self.env._(
                "“%(text)s”: that lunar year has no such leap month. Correct the year, "
                "leave it out, or take the regular month.",
                text=text,
            ),
            "leap_never": self.env._(
                "“%(text)s”: no lunar year from 1901 to 2099 doubles this month.",
                text=text,
            ),
            "lunar_short_month": self.env._(
                "“%(text)s”: in that lunar year this month has 29 days only.", text=text
            ),
            "lunar_year": self.env._(
                "“%(text)s”: lunar dates are known from 1901 to 2099. Leave out the "
                "year, or enter the Gregorian date.",
                text=text,
            ),
        }
