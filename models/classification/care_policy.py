from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache


class CarePolicy(models.Model):
    _name = "care.policy"
    _description = "Customer Care Policy"
    _inherit = ["care.bounded.days"]
    _rec_name = "company_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
        help="Each company classifies its customers by its own policy.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    # sources
    use_orders = fields.Boolean(
        string="Sales Orders",
        default=True,
        help="Confirmed sales orders, untaxed, count as purchases.",
    )
    use_invoices = fields.Boolean(
        string="Invoices",
        help="Posted customer invoices and credit notes, untaxed, count as purchases.",
    )
    use_opportunities = fields.Boolean(
        string="Won Opportunities",
        help="Won opportunities that have no confirmed order count with their "
        "expected revenue, on the day they were won.",
    )
    use_deals = fields.Boolean(
        string="Earlier Deals",
        default=True,
        help="Deals from before Odoo, entered or imported, count as purchases.",
    )
    # value
    measure = fields.Selection(
        [
            ("ordered", "Ordered revenue"),
            ("invoiced", "Invoiced revenue"),
            ("paid", "Paid amount"),
            ("margin", "Margin"),
            ("products", "Number of distinct products"),
        ],
        required=True,
        default="ordered",
        help="What makes a customer's contribution. Stability, trend and purchase "
        "intervals always come from revenue.",
    )
    window_months = fields.Integer(
        string="Window",
        required=True,
        default=12,
        help="How many months back a purchase counts for the contribution. A "
        "multiple of 3, so that whole quarters can be compared.",
    )
    # tiers
    tier_method = fields.Selection(
        [
            ("pareto", "Share of all contribution (80/20)"),
            ("percentile", "Share of all customers"),
            ("amount", "Fixed amount"),
        ],
        required=True,
        default="pareto",
        help="80/20: the customers who together bring the first 80 % are in the "
        "first tier. Share of customers: the best 20 % of customers are. Fixed "
        "amount: everybody who brings at least that much is.",
    )
    tier_ids = fields.One2many(
        "care.tier",
        "policy_id",
        string="Tiers",
        help="Best first; every customer belongs to one of them.",
    )
    demotion_runs = fields.Integer(
        string="Months before a Fall",
        required=True,
        default=2,
        help="A customer falls to a lower tier only after this many month ends "
        "running below the present one. A rise happens at once.",
    )
    hysteresis = fields.Float(
        string="Tolerance",
        required=True,
        default=10.0,
        help="Percent below a tier's amount that is still forgiven. Fixed amounts "
        "only.",
    )
    protect_days = fields.Integer(
        string="Protection of New Customers",
        required=True,
        default=90,
        help="Days after the first purchase during which nobody falls.",
    )
    lock_days = fields.Integer(
        string="Length of a Lock",
        required=True,
        default=90,
        help="Days that a tier or quadrant set by hand holds unless another end is "
        "entered.",
    )

    _company_uniq = models.Constraint(
        "UNIQUE(company_id)", "This company has a policy already: change that one."
    )

    @api.model
    def _get(self, company=None):
        """Return the policy of `company` (default: current), made if missing."""
        company = company or self.env.company
        # sudo: everyone is classified by the policy, only managers may edit it
        policies = self.sudo()
        policy = policies.browse(policies._find_id(company.id))
        return policy or policies.create({"company_id": company.id})

    @api.model
    @ormcache("company_id")
    def _find_id(self, company_id):
        """Id of the policy of a company, False without one; kept in memory since lists
        ask for every row."""
        return self.search([("company_id", "=", company_id)], limit=1).id

    @api.model
    @ormcache("company_id")
    def _find_measure(self, company_id):
        """What the contributions of a company are measured in; kept in memory too."""
        return self._get(self.env["res.company"].browse(company_id)).measure

    @api.model_create_multi
    def create(self, vals_list):
        model = self.with_context(care_policy_write=True, lang="en_US")
        tiers = model._default_tiers()
        policies = super(CarePolicy, model).create(
            [{"tier_ids": tiers, **vals} for vals in vals_list]
        )
        self.env.registry.clear_cache()
        for policy, vals in zip(policies, vals_list, strict=True):
            if "tier_ids" not in vals:
                policy.tier_ids._translate_default_values()
        return policies.with_env(self.env)

    def write(self, vals):
        # the tiers are checked with the policy, once all of them are written
        policies = self.with_context(care_policy_write=True)
        result = super(CarePolicy, policies).write(vals)
        if "measure" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    def _default_tiers(self):
        return [
            fields.Command.create(vals)
            for vals in self.env["care.tier"]._prepare_default_values()
        ]

    @api.constrains("use_orders", "use_invoices", "use_opportunities", "use_deals")
    def _check_sources(self):
        for policy in self:
            if policy.use_orders and policy.use_invoices:
                raise ValidationError(
                    self.env._(
                        "Choose either sales orders or invoices: an order that is "
                        "invoiced would count twice."
                    )
                )
            if not policy._get_source_names():
                raise ValidationError(
                    self.env._(
                        "Choose at least one source of purchases: without one no "
                        "customer has any value."
                    )
                )

    @api.constrains(
        "measure", "use_orders", "use_invoices", "use_opportunities", "use_deals"
    )
    def _check_measure(self):
        for policy in self:
            reason = policy._get_measure_problem()
            if reason:
                raise ValidationError(reason)

    @api.constrains(
        "window_months", "demotion_runs", "hysteresis", "protect_days", "lock_days"
    )
    def _check_value_numbers(self):
        for policy in self:
            if not 3 <= policy.window_months <= 60 or policy.window_months % 3:
                raise ValidationError(
                    self.env._(
                        "The window must be a multiple of 3 months, from 3 to 60: "
                        "stability compares whole quarters."
                    )
                )
            if policy.demotion_runs < 1:
                raise ValidationError(
                    self.env._("A fall needs at least one month end below the tier.")
                )
            if not 0 <= policy.hysteresis < 100:
                raise ValidationError(
                    self.env._("The tolerance lies between 0 and 99 percent.")
                )
            if policy.protect_days < 0 or policy.lock_days < 1:
                raise ValidationError(
                    self.env._(
                        "Protection can't be negative, and a lock lasts at least one "
                        "day."
                    )
                )

    @api.constrains("tier_method", "tier_ids")
    def _check_tiers(self):
        for policy in self:
            policy.tier_ids._check_order(policy.tier_method)
            if not policy.tier_ids:
                raise ValidationError(
                    self.env._("Keep at least one tier: every customer needs one.")
                )

    def action_refresh(self):
        """Start the refresh of all customers in the background."""
        return self.env["care.profile"].action_refresh()
