from odoo import api, fields, models
from odoo.tools import SQL

from ..classification.care_strategy import QUADRANTS, SEGMENTS

COLUMNS = ("tier_id", "quadrant", "segment", "contribution", "user_id")


class CareMovement(models.Model):
    """Where each customer was on one day and on another; the days come with the
    context: `movement_from` and `movement_to`, month ends, else the profiles of now."""

    _name = "care.movement"
    _description = "Movement of a Customer"
    _inherit = ["care.profile.link"]
    _order = "contribution DESC NULLS LAST, from_contribution DESC NULLS LAST, id"
    _rec_name = "partner_id"
    _auto = False
    _depends = {
        "care.profile": ["partner_id", "company_id", *COLUMNS, "active"],
        "care.profile.snapshot": ["partner_id", "company_id", "date", *COLUMNS],
    }

    partner_id = fields.Many2one("res.partner", string="Customer")
    company_id = fields.Many2one("res.company")
    user_id = fields.Many2one("res.users", string="Salesperson")
    was = fields.Boolean(string="Counted Then")
    stays = fields.Boolean(string="Counted After")
    from_tier_id = fields.Many2one("care.tier", string="Tier Then")
    to_tier_id = fields.Many2one("care.tier", string="Tier After")
    tier_move = fields.Selection(
        [
            ("up", "Risen"),
            ("down", "Fallen"),
            ("same", "Unchanged"),
            ("new", "New"),
            ("gone", "Gone"),
        ],
        string="Movement",
    )
    from_quadrant = fields.Selection(QUADRANTS, string="Quadrant Then")
    to_quadrant = fields.Selection(QUADRANTS, string="Quadrant After")
    from_segment = fields.Selection(SEGMENTS, string="Segment Then")
    to_segment = fields.Selection(SEGMENTS, string="Segment After")
    from_contribution = fields.Float(string="Contribution Then")
    contribution = fields.Float(string="Contribution After")

    @property
    def _table_query(self):
        return SQL(
            """SELECT COALESCE(2 * b.id + 1, 2 * a.id)::int AS id,
                      COALESCE(b.partner_id, a.partner_id) AS partner_id,
                      COALESCE(b.company_id, a.company_id) AS company_id,
                      COALESCE(b.user_id, a.user_id) AS user_id,
                      a.id IS NOT NULL AS was, b.id IS NOT NULL AS stays,
                      a.tier_id AS from_tier_id, b.tier_id AS to_tier_id,
                      CASE WHEN a.tier_id IS NULL AND b.tier_id IS NULL THEN NULL
                           WHEN a.tier_id IS NULL THEN 'new'
                           WHEN b.tier_id IS NULL THEN 'gone'
                           WHEN (y.sequence, y.id) < (x.sequence, x.id) THEN 'up'
                           WHEN (y.sequence, y.id) > (x.sequence, x.id) THEN 'down'
                           ELSE 'same' END AS tier_move,
                      a.quadrant AS from_quadrant, b.quadrant AS to_quadrant,
                      a.segment AS from_segment, b.segment AS to_segment,
                      a.contribution AS from_contribution, b.contribution
                 FROM (%(start)s) a
                 FULL JOIN (%(end)s) b USING (company_id, partner_id)
                 LEFT JOIN care_tier x ON x.id = a.tier_id
                 LEFT JOIN care_tier y ON y.id = b.tier_id""",
            start=self._get_picture(self.env.context.get("movement_from")),
            end=self._get_picture(self.env.context.get("movement_to")),
        )

    def _get_picture(self, day):
        """SQL of all customers at a month end, or of now."""
        source, condition = SQL("care_profile"), SQL("active")
        if day:
            source = SQL("care_profile_snapshot")
            condition = SQL("date = %s::date", fields.Date.to_date(day))
        return SQL(
            """SELECT id, partner_id, company_id, %s FROM %s
                WHERE company_id = ANY(%s) AND %s""",
            SQL(", ").join(map(SQL.identifier, COLUMNS)),
            source,
            self.env.companies.ids,
            condition,
        )

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._care_get_form_action()

    @api.model
    def _over(self, start, end):
        """This model between two days, each a date or None for now."""
        return self.with_context(
            movement_from=start and fields.Date.to_string(start),
            movement_to=end and fields.Date.to_string(end),
        )
