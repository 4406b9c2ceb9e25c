from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .care_strategy import QUADRANTS, SEGMENTS
from .plain_many2one import PlainMany2one


class CareProfile(models.Model):
    _name = "care.profile"
    _description = "Customer Profile"
    _order = "contribution DESC NULLS LAST, partner_id"
    _rec_name = "partner_id"
    # written by set-based SQL: who and when stands in the change log
    _log_access = False

    active = fields.Boolean(default=True, readonly=True)
    partner_id = PlainMany2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = PlainMany2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = PlainMany2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index=True,
        help="The contact's salesperson, else that of the latest order or opportunity.",
    )
    assigned_date = fields.Date(
        string="Assigned on", readonly=True, help="When the salesperson last changed."
    )
    # value
    contribution = fields.Float(
        readonly=True, help="What the customer brought in the window of the policy."
    )
    previous_contribution = fields.Float(
        readonly=True, help="What it brought in the window before."
    )
    trend = fields.Float(
        readonly=True,
        aggregator="avg",
        help="Growth of revenue over the window before.",
    )
    order_count = fields.Integer(string="Orders", readonly=True)
    average_order = fields.Float(readonly=True, aggregator="avg")
    first_purchase_date = fields.Date(string="First Purchase", readonly=True)
    last_purchase_date = fields.Date(string="Last Purchase", readonly=True)
    mean_interval_days = fields.Float(
        string="Days between Purchases", readonly=True, aggregator="avg"
    )
    # prospects
    expected_contribution = fields.Float(
        readonly=True, help="Expected revenue of the open opportunities."
    )
    intention = fields.Float(
        readonly=True,
        aggregator="avg",
        help="Probability in percent of the best open opportunity.",
    )
    # classes
    stability = fields.Float(
        readonly=True,
        aggregator="avg",
        help="0: bought once, never again. 1: the same every month.",
    )
    is_unrated = fields.Boolean(string="Unrated", readonly=True)
    tier_id = PlainMany2one(
        "care.tier",
        string="Tier",
        readonly=True,
        group_expand="_group_expand_tiers",
    )
    tier_auto_id = PlainMany2one(
        "care.tier",
        string="Tier by Policy",
        readonly=True,
        help="The tier that the policy gives while another one is locked.",
    )
    lower_since = fields.Date(
        readonly=True, help="First month end of the present series below the tier."
    )
    quadrant = fields.Selection(QUADRANTS, readonly=True)
    quadrant_auto = fields.Selection(
        QUADRANTS,
        string="Quadrant by Policy",
        readonly=True,
        help="The quadrant that the policy gives while another one is locked.",
    )
    segment = fields.Selection(SEGMENTS, readonly=True)

    _partner_company_uniq = models.Constraint(
        "UNIQUE(partner_id, company_id)", "A customer has one profile per company."
    )
    _contribution_idx = models.Index("(company_id, contribution DESC NULLS LAST)")
    _locked_idx = models.Index(
        """(company_id, partner_id)
           WHERE tier_lock_id IS NOT NULL OR quadrant_lock IS NOT NULL"""
    )

    @api.model
    def _group_expand_tiers(self, _tiers, _domain):
        return self.env["care.tier"].search(
            [("company_id", "in", self.env.companies.ids)]
        )

    @api.model
    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if not nulls.code:
            nulls = SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(
                self.env._("Profiles come from purchases and opportunities: add those.")
            )
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_refresh_only(self):
        if not self.env.su:
            raise AccessError(
                self.env._("Profiles come from purchases and opportunities.")
            )

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._care_get_form_action()
