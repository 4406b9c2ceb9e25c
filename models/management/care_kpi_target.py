from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...tools.kpi_period import first_day
from ..argument import read_day


class CareKpiTarget(models.Model):
    """What a person, everybody in a team, or everybody shall reach in a month."""

    _name = "care.kpi.target"
    _description = "Performance Target"
    _order = "month_from desc, kpi_id, user_id, team_id, id"
    _rec_name = "kpi_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    kpi_id = fields.Many2one(
        "care.kpi", string="Item", required=True, index=True, ondelete="cascade"
    )
    unit = fields.Selection(related="kpi_id.unit")
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        index="btree_not_null",
        ondelete="cascade",
        domain=[("share", "=", False)],
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        index="btree_not_null",
        ondelete="cascade",
        help="The target of each of its members. Without person and team it is "
        "everybody's.",
    )
    month_from = fields.Date(
        string="First Month", required=True, default=lambda self: self._default_month()
    )
    month_to = fields.Date(
        string="Last Month",
        help="The last month; without one it holds until another target is set.",
    )
    value = fields.Float(string="To Reach", required=True, digits=(16, 2))

    _check_holder = models.Constraint(
        "CHECK(user_id IS NULL OR team_id IS NULL)",
        "Choose a person or a team, not both.",
    )
    _check_months = models.Constraint(
        "CHECK(month_to IS NULL OR month_to >= month_from)",
        "A target ends in the month in which it begins, or later.",
    )
    _holder_uniq = models.UniqueIndex(
        "(company_id, kpi_id, COALESCE(user_id, 0), COALESCE(team_id, 0), month_from,"
        " COALESCE(month_to, '9999-12-01'))",
        "There is such a target for these months already: change that one.",
    )

    @api.model
    def _default_month(self):
        return first_day(fields.Date.context_today(self))

    @api.constrains("value", "kpi_id")
    def _check_value(self):
        for target in self:
            if target.value < 0 and target.kpi_id.code != "growth":
                raise ValidationError(self.env._("A target is zero or more."))
            if target.value > 100 and target.kpi_id._is_part():
                raise ValidationError(
                    self.env._(
                        "%(item)s is a part of a whole: a target lies between 0 and "
                        "100 percent.",
                        item=target.kpi_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._in_whole_months(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._in_whole_months(vals))

    @api.model
    def _in_whole_months(self, vals):
        """Values in which any day of a month stands for its first one."""
        days = {
            name: first_day(read_day(self.env, vals[name]))
            for name in ("month_from", "month_to")
            if vals.get(name)
        }
        return {**vals, **days}

    @api.model
    def _resolve(self, policy, month, user_ids):
        """Return {(item id, user id): value} of a company in a month: a person's own
        target before the team's before everybody's; one with an end before one
        without; a later one before an earlier one."""
        self.flush_model()
        query = SQL(
            """SELECT DISTINCT ON (t.kpi_id, u.id) t.kpi_id, u.id, t.value
                 FROM care_kpi_target t
                 JOIN unnest(%(users)s::int[]) AS u(id)
                      ON t.user_id = u.id
                      OR t.user_id IS NULL AND t.team_id IS NULL
                      OR EXISTS (SELECT FROM crm_team_member m
                                  WHERE m.crm_team_id = t.team_id
                                    AND m.user_id = u.id AND m.active)
                WHERE t.company_id = %(company)s AND t.month_from <= %(month)s
                  AND (t.month_to IS NULL OR t.month_to >= %(month)s)
                ORDER BY t.kpi_id, u.id, t.user_id IS NULL, t.team_id IS NULL,
                         t.month_to IS NULL, t.month_from DESC, t.id DESC""",
            users=list(user_ids),
            company=policy.company_id.id,
            month=month,
        )
        return {
            (kpi, user): value for kpi, user, value in self.env.execute_query(query)
        }
