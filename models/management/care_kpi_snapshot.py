from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .care_kpi import LIGHTS


class CareKpiSnapshot(models.Model):
    """The figure of a person in a month that is over; nobody changes it any more.

    The table also keeps the numbers of the records that were counted, and what each of
    them counted for: so an old figure can be recounted whatever became of them.
    """

    _name = "care.kpi.snapshot"
    _description = "Monthly Figure"
    _order = "month desc, user_id, kpi_id"
    _rec_name = "kpi_id"
    # written by set-based SQL
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    kpi_id = fields.Many2one(
        "care.kpi",
        string="Item",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    kind = fields.Selection(related="kpi_id.kind")
    unit = fields.Selection(related="kpi_id.unit")
    month = fields.Date(required=True, readonly=True, help="Its first day.")
    taken_at = fields.Datetime(string="Taken on", readonly=True)
    res_model = fields.Char(string="Kind of Record", readonly=True)
    value = fields.Float(string="Figure", readonly=True, aggregator="avg")
    is_measured = fields.Boolean(
        string="Measured",
        readonly=True,
        help="There was something to measure in that month.",
    )
    numerator = fields.Float(string="Counted", readonly=True)
    denominator = fields.Float(string="Out of", readonly=True)
    has_target = fields.Boolean(readonly=True)
    target = fields.Float(string="To Reach", readonly=True, aggregator="avg")
    light = fields.Selection(LIGHTS, string="Result", readonly=True)
    reached = fields.Boolean(string="Target Reached", readonly=True)

    _figure_uniq = models.Constraint(
        "UNIQUE(company_id, month, kpi_id, user_id)",
        "This figure was taken already; it stays as it is.",
    )

    def init(self):
        # numbers of records, which the ORM has no field for
        self.env.cr.execute(
            SQL(
                """ALTER TABLE care_kpi_snapshot
                     ADD COLUMN IF NOT EXISTS record_ids int[],
                     ADD COLUMN IF NOT EXISTS numerators float8[],
                     ADD COLUMN IF NOT EXISTS denominators float8[]"""
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def _refuse(self):
        raise AccessError(
            self.env._(
                "Monthly figures are taken by the job when a month is over, and stay "
                "as they are: nobody changes them. Say in plan, do, check, act what "
                "has to be known about one."
            )
        )

    def action_open_records(self):
        """Open the records that were counted."""
        self.ensure_one()
        return self.env["care.kpi.line"]._open(self.kpi_id, self.user_id, self.month)
