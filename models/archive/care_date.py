from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import date_text, occurrence

PARTS = ("calendar", "month", "day", "year", "leap_month")
DAY = "kind_id, calendar, month, day, leap_month"
TWICE = "This contact has this date already: change that one."


class CareDate(models.Model):
    """A day of a customer's life that comes round, of the Gregorian or lunar year."""

    _name = "care.date"
    _description = "Important Date"
    _inherit = [
        "care.contact.record",
        "care.kept.record",
        "care.completeness.source",
        "care.noted",
    ]
    _order = "next_date, id"

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="cascade"
    )
    commercial_partner_id = fields.Many2one(index=False)
    kind_id = fields.Many2one(
        "care.date.kind", required=True, index=True, ondelete="restrict"
    )
    is_life_event = fields.Boolean(related="kind_id.is_life_event")
    relation_id = fields.Many2one(
        "care.relation",
        string="Of",
        index="btree_not_null",
        ondelete="cascade",
        help="Whose date it is, if not the contact's own: who may not see the relation "
        "doesn't see the date.",
    )
    name = fields.Char(string="Occasion", help="What it is, if the kind doesn't say.")
    # day
    calendar = fields.Selection(
        [("gregorian", "Gregorian"), ("lunar", "Lunar")],
        required=True,
        default="gregorian",
    )
    month = fields.Integer(required=True, default=0, aggregator=False)
    day = fields.Integer(required=True, default=0, aggregator=False)
    year = fields.Integer(
        required=True, default=0, aggregator=False, help="0: unknown."
    )
    leap_month = fields.Boolean(
        required=True,
        default=False,
        help="The second month of that number in a lunar year that has thirteen.",
    )
    text = fields.Char(
        string="Date",
        compute="_compute_text",
        inverse="_inverse_text",
        help="1985-03-08, 3/8 (8 March), lunar 8/15, 农历八月十五, 闰六月初三 …",
    )
    display_date = fields.Char(compute="_compute_text", string="Date as Text")
    note = fields.Char()

    # one row per day and subject, whatever the year: the other one only knows more
    _own_uniq = models.UniqueIndex(
        f"(partner_id, {DAY}) WHERE relation_id IS NULL AND name IS NULL", TWICE
    )
    _own_name_uniq = models.UniqueIndex(
        f"(partner_id, {DAY}, name) WHERE relation_id IS NULL AND name IS NOT NULL",
        TWICE,
    )
    _relation_uniq = models.UniqueIndex(
        f"(partner_id, relation_id, {DAY})"
        " WHERE relation_id IS NOT NULL AND name IS NULL",
        TWICE,
    )
    _relation_name_uniq = models.UniqueIndex(
        f"(partner_id, relation_id, {DAY}, name)"
        " WHERE relation_id IS NOT NULL AND name IS NOT NULL",
        TWICE,
    )
    _next_idx = models.Index("(next_date)")
    _customer_idx = models.Index("(commercial_partner_id, next_date)")

    @api.depends(*PARTS)
    @api.depends_context("lang")
    def _compute_text(self):
        for date in self:
            date.text = date._format_text()
            date.display_date = date._format_date()

    def _inverse_text(self):
        """A date typed in words is read by `create` and `write`."""

    @api.onchange("text")
    def _onchange_text(self):
        if not self.text:
            return None
        try:
            self.update(self._prepare_text_values(self.text))
        except ValidationError as error:
            return {"warning": {"title": self.env._("Date"), "message": str(error)}}
        return None

    @api.onchange("calendar")
    def _onchange_calendar(self):
        if self.calendar == "gregorian":
            self.leap_month = False

    def _is_own(self, code):
        """Whether it is a date of a kind, by code, of the contact itself."""
        return self.kind_id.code == code and not self.relation_id

    @api.depends("kind_id", "name", "partner_id", "relation_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for date in self:
            text = f"{date.partner_id.name}: {date.name or date.kind_id.name}"
            if relation := date.relation_id:
                seen = relation.with_context(care_viewpoint=date.partner_id.id)
                text += f" ({seen.display_name})"
            date.display_name = text

    @api.constrains(*PARTS, "kind_id")
    def _check_day(self):
        for date in self:
            try:
                date._get_partial().check()
            except occurrence.DateError as error:
                raise ValidationError(date._explain(error)) from error
        birthdays = self.filtered(lambda date: date.kind_id.code == "birthday")
        for date, today in birthdays._get_todays().items():
            if date.year and date._get_origin() > today:
                raise ValidationError(
                    self.env._(
                        "%(date)s lies in the future: nobody is born yet who is born "
                        "then. Check the year.",
                        date=date.display_date,
                    )
                )

    @api.constrains("kind_id", "partner_id", "relation_id")
    def _check_kind_id(self):
        for date in self:
            applies_to = date.kind_id.applies_to
            is_company = date.partner_id.is_company and not date.relation_id
            if applies_to != "both" and (applies_to == "company") != is_company:
                raise ValidationError(date._explain_kind())

    @api.constrains("partner_id", "relation_id")
    def _check_relation_id(self):
        for date in self.filtered("relation_id"):
            relation = date.relation_id
            if date.partner_id not in relation.partner_id | relation.other_id:
                raise ValidationError(
                    self.env._(
                        "“%(relation)s” is no relation of %(contact)s: choose one of "
                        "that contact.",
                        relation=relation.display_name,
                        contact=date.partner_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._read_text(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._read_text(vals))

    def _read_text(self, vals):
        """Values with the parts of the day instead of the text, if there is one."""
        vals = dict(vals)
        if text := vals.pop("text", None):
            vals |= self._prepare_text_values(text)
        if "name" in vals:
            vals["name"] = (vals["name"] or "").strip() or False
        return vals

    @api.model
    def _prepare_text_values(self, text):
        """Values of a typed date; ValidationError says how to write one."""
        try:
            return dict(zip(PARTS, date_text.parse(text), strict=True))
        except occurrence.DateError as error:
            raise ValidationError(self._explain_date_error(error, text)) from error

    def _get_origin(self):
        """The day itself where its year is known, else None."""
        return occurrence.origin(self._get_partial())

    def _get_partial(self):
        """The day as the pure functions of occurrence.py take it."""
        return occurrence.PartialDate(
            self.calendar, self.month, self.day, self.year, self.leap_month
        )
