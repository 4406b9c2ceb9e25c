from datetime import date, timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ...tools import festival
from ..argument import read_ids

SHOWN = 3
AHEAD = timedelta(days=3 * 366)


class CareOccasion(models.Model):
    """An occasion in words: its rule, its next days, its rules of greeting."""

    _inherit = "care.occasion"

    rule_text = fields.Char(string="Falls on", compute="_compute_rule_text")
    next_date = fields.Date(string="Next", compute="_compute_next_days")
    next_days = fields.Char(compute="_compute_next_days")
    rule_count = fields.Integer(string="Greeting Rules", compute="_compute_rule_count")

    @api.depends(
        *("kind", "month", "day", "leap_month", "solar_term", "weekday", "week"),
        *("holiday_name", "country_id", "date_kind_id", "relation_kind_ids"),
    )
    @api.depends_context("lang")
    def _compute_rule_text(self):
        for occasion in self:
            occasion.rule_text = occasion._get_rule_text()

    def _get_rule_text(self):
        """The day in words, as far as the kind does not say it."""
        lines = {
            "fixed": self.env._("%(month)s/%(day)s", month=self.month, day=self.day),
            "lunar": self.env._(
                "Lunar %(month)s/%(day)s", month=self.month, day=self.day
            ),
            "solar_term": self._get_label("solar_term"),
            "weekday": self.env._(
                "%(week)s %(weekday)s of %(month)s",
                week=self._get_label("week"),
                weekday=self._get_label("weekday"),
                month=self._get_month_name(),
            ),
            "public_holiday": ", ".join(
                filter(None, [self.holiday_name, self.country_id.name])
            ),
            "date_kind": self.date_kind_id.name,
            "relation_birthday": ", ".join(self.relation_kind_ids.mapped("name")),
        }
        return lines.get(self.kind) or False

    def _get_month_name(self):
        if not 1 <= self.month <= 12:
            return self.month
        return format_date(self.env, date(2000, self.month, 1), date_format="LLLL")

    def _get_label(self, name):
        labels = dict(self._fields[name]._description_selection(self.env))
        return labels.get(self[name], "")

    @api.depends(
        *("kind", "month", "day", "leap_month", "solar_term", "weekday", "week"),
        *("holiday_name", "country_id"),
    )
    @api.depends_context("lang", "company")
    def _compute_next_days(self):
        today = self.env["care.policy"]._get()._get_today()
        for occasion in self:
            days = occasion._get_next_days(today)
            occasion.next_date = days and days[0]
            occasion.next_days = ", ".join(
                format_date(self.env, day) for day in days[:SHOWN]
            )

    def _get_next_days(self, today):
        """The next days of a festival; none while it is being typed."""
        try:
            self._get_festival().check()
        except festival.FestivalError:
            return []
        found = self._get_occurrences(today, today + AHEAD)
        return [day for day, _key in found]

    def _compute_rule_count(self):
        rules = self.env["care.greeting.rule"].with_context(active_test=False)
        counts = rules._read_group(
            [("occasion_id", "in", self.ids)], ["occasion_id"], ["__count"]
        )
        counts = {occasion.id: count for occasion, count in counts}
        for occasion in self:
            occasion.rule_count = counts.get(occasion._origin.id, 0)

    def action_open_rules(self):
        """Open the rules that greet on the occasion."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_customer_care.care_greeting_rule_action"
        )
        context = {"active_test": False, "default_occasion_id": self.id}
        domain = [("occasion_id", "=", self.id)]
        return {**action, "domain": domain, "context": context}

    @api.model
    @api.readonly
    def get_holiday_names(self, country_id=False):
        """Names of the public holidays of a country, else of the countries of all
        contacts, for whoever chooses one."""
        self.check_access("read")
        chosen = self.env["res.country"].browse(read_ids(self.env, country_id))
        codes = [code for code in chosen.mapped("code") if code]
        countries = codes or sorted(festival.known_countries())
        return festival.holiday_names(countries, fields.Date.context_today(self).year)
