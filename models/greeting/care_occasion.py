from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import festival, lunar

PERSONAL = [
    ("birthday", "Birthday"),
    ("relation_birthday", "Birthday in the Family"),
    ("founding", "Founding of the Company"),
    ("cooperation", "Anniversary of the First Purchase"),
    ("date_kind", "Kind of Date"),
]
FESTIVAL = [
    ("fixed", "Day of the Year"),
    ("lunar", "Day of the Lunar Year"),
    ("solar_term", "Solar Term"),
    ("weekday", "Weekday of a Month"),
    ("public_holiday", "Public Holiday"),
]
# the most personal one is told when two fall on one day
RANKS = {kind: 10 * (number + 1) for number, (kind, _label) in enumerate(PERSONAL)}
FESTIVAL_RANK = 100
SUGGESTED = 30  # names of holidays
RULE = (
    *("kind", "month", "day", "leap_month", "solar_term", "weekday", "week"),
    *("holiday_name", "country_id"),
)
SOLAR_TERMS = [
    ("xiaohan", "Lesser Cold"),
    ("dahan", "Greater Cold"),
    ("lichun", "Beginning of Spring"),
    ("yushui", "Rain Water"),
    ("jingzhe", "Awakening of Insects"),
    ("chunfen", "Spring Equinox"),
    ("qingming", "Qingming"),
    ("guyu", "Grain Rain"),
    ("lixia", "Beginning of Summer"),
    ("xiaoman", "Lesser Fullness of Grain"),
    ("mangzhong", "Grain in Ear"),
    ("xiazhi", "Summer Solstice"),
    ("xiaoshu", "Lesser Heat"),
    ("dashu", "Greater Heat"),
    ("liqiu", "Beginning of Autumn"),
    ("chushu", "End of Heat"),
    ("bailu", "White Dew"),
    ("qiufen", "Autumn Equinox"),
    ("hanlu", "Cold Dew"),
    ("shuangjiang", "Descent of Frost"),
    ("lidong", "Beginning of Winter"),
    ("xiaoxue", "Lesser Snow"),
    ("daxue", "Greater Snow"),
    ("dongzhi", "Winter Solstice"),
]
WEEKDAYS = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
]
WEEKS = [
    ("1", "First"),
    ("2", "Second"),
    ("3", "Third"),
    ("4", "Fourth"),
    ("5", "Fifth, where there is one"),
    ("-1", "Final"),
]


class CareOccasion(models.Model):
    """A reason to greet: a day in somebody's life, or a festival."""

    _name = "care.occasion"
    _description = "Occasion"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        copy=False,
        help="A short name that never changes, for imported sheets and other programs.",
    )
    sequence = fields.Integer(default=100)
    active = fields.Boolean(
        string="Chosen", default=True, help="Only chosen occasions are greeted."
    )
    kind = fields.Selection([*PERSONAL, *FESTIVAL], required=True, default="fixed")
    is_festival = fields.Boolean(compute="_compute_is_festival")
    personal_rank = fields.Integer(
        compute="_compute_personal_rank",
        store=True,
        readonly=False,
        aggregator=False,
        help="When two occasions fall on one day, the one with the lower number is "
        "greeted.",
    )
    # days in somebody's life
    date_kind_id = fields.Many2one(
        "care.date.kind", string="Kind of Date", ondelete="restrict"
    )
    relation_kind_ids = fields.Many2many(
        "care.relation.kind",
        string="Relations",
        ondelete="restrict",
        help="Whose birthday is meant; empty: of every relation. A secret relation "
        "never is an occasion.",
    )
    # festivals
    month = fields.Integer(aggregator=False)
    day = fields.Integer(
        aggregator=False,
        help="Day 30 of a lunar month that has 29 days is the 29th: 12/30 is the last "
        "day of the lunar year.",
    )
    leap_month = fields.Boolean(
        help="In the second month of that number where a lunar year has it twice."
    )
    solar_term = fields.Selection(SOLAR_TERMS)
    weekday = fields.Selection(WEEKDAYS)
    week = fields.Selection(WEEKS)
    holiday_name = fields.Char(
        string="Public Holiday",
        help="Its English name; where countries name it differently, all of these "
        "names with semicolons between them.",
    )
    country_id = fields.Many2one(
        "res.country",
        ondelete="restrict",
        help="Whose public holiday; empty: that of each customer's own country.",
    )
    # texts
    mail_template_id = fields.Many2one(
        "mail.template",
        string="Mail",
        ondelete="set null",
        domain=[("model", "=", "res.partner")],
        help="What a new rule starts with.",
    )
    sms_template_id = fields.Many2one(
        "sms.template",
        string="Text Message",
        ondelete="set null",
        domain=[("model", "=", "res.partner")],
        help="What a new rule starts with.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another occasion has this code, maybe one not chosen."
    )

    @api.depends("kind")
    def _compute_is_festival(self):
        for occasion in self:
            occasion.is_festival = occasion.kind in festival.KINDS

    @api.depends("kind")
    def _compute_personal_rank(self):
        for occasion in self:
            occasion.personal_rank = RANKS.get(occasion.kind, FESTIVAL_RANK)

    @api.constrains(*RULE)
    def _check_rule(self):
        for occasion in self.filtered("is_festival"):
            try:
                occasion._get_festival().check()
            except festival.FestivalError as error:
                raise ValidationError(occasion._explain(error.code)) from error
            if occasion.kind == "public_holiday":
                occasion._check_holiday_name()

    def _check_holiday_name(self):
        names = self.get_holiday_names(self.country_id.id)
        known = {name.casefold() for name in names}
        typed = festival.split_names(self.holiday_name)
        if known.isdisjoint(name.casefold() for name in typed):
            raise ValidationError(
                self.env._(
                    "“%(name)s” is no public holiday of %(country)s. Choose one of: "
                    "%(names)s.",
                    name=self.holiday_name,
                    country=self.country_id.name or self.env._("any country"),
                    names=", ".join(names[:SUGGESTED]),
                )
            )

    @api.constrains("kind", "date_kind_id")
    def _check_date_kind_id(self):
        if any(one.kind == "date_kind" and not one.date_kind_id for one in self):
            raise ValidationError(
                self.env._("Choose the kind of date that is greeted.")
            )

    def _get_festival(self, country=None):
        """The rule as the pure functions of festival.py take it."""
        self.ensure_one()
        return festival.Festival(
            self.kind,
            self.month,
            self.day,
            self.kind == "lunar" and self.leap_month,
            self.solar_term or "",
            int(self.weekday or 0),
            int(self.week or 0),
            self.holiday_name or "",
            (self.country_id or country or self.country_id).code or "",
        )

    def _explain(self, code):
        """A sentence that says how to put a festival right."""
        day = self.env._(
            "%(name)s: there is no such day. Enter a month from 1 to 12 and a day of "
            "it; a lunar month has 30 days at most, and no leap month is the 1st or "
            "12th.",
            name=self.name,
        )
        country = self.env._(
            "The public holidays of %(country)s are not known: choose another country, "
            "or another kind of occasion.",
            country=self.country_id.name,
        )
        sentences = {
            "term": self.env._("Choose a solar term."),
            "weekday": self.env._("Choose a weekday."),
            "week": self.env._("Choose which of these weekdays of the month is meant."),
            "holiday": self.env._("Choose a public holiday by its name."),
            "country": country,
        }
        return sentences.get(code, day)

    def _get_occurrences(self, start, stop, country=None):
        """Return the (day, key) of a festival from a day to another one, in order.

        The key is a text. `country` is whose public holidays are meant where the
        occasion itself names none. Dates of persons have no such days.
        """
        self.ensure_one()
        if not self.is_festival:
            return []
        rules = self.env["care.policy"]._get()._get_date_rules()
        try:
            return festival.occurrences(self._get_festival(country), start, stop, rules)
        except lunar.LunarError as error:
            raise ValidationError(
                self.env._(
                    "%(name)s: lunar dates and solar terms are known from 1901 to 2099 "
                    "only.",
                    name=self.name,
                )
            ) from error
