from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CarePolicy(models.Model):
    """Whether warnings are answered by themselves, and what raises them."""

    _inherit = "care.policy"

    risk_active = fields.Boolean(
        string="Start Playbooks",
        help="The activities of a playbook are created with the warning. Warnings "
        "raised before wait for somebody to start theirs.",
    )
    risk_since = fields.Date(readonly=True, copy=False)
    risk_as_of = fields.Date(string="Warnings as of", readonly=True, copy=False)
    risk_calm_days = fields.Integer(
        string="Calm Days",
        required=True,
        default=7,
        help="Days without the signal after which a warning closes by itself.",
    )
    risk_signal_ids = fields.One2many(
        "care.risk.signal", "policy_id", string="Warning Signals"
    )

    @api.constrains("risk_calm_days")
    def _check_risk_calm_days(self):
        if any(policy.risk_calm_days < 0 for policy in self):
            raise ValidationError(self.env._("Calm days are a number of 0 or more."))

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        for policy in policies:
            policy._add_missing_signals()
        policies.filtered("risk_active")._start_risks()
        return policies

    def write(self, vals):
        off = self.filtered(lambda policy: not policy.risk_active)
        result = super().write(vals)
        if vals.get("risk_active"):
            off._start_risks()
        return result

    def _start_risks(self):
        """Count from today, and look for the first time in the background."""
        if not self:
            return
        for policy in self:
            # sudo: a fact of the job, not a setting
            policy.sudo().risk_since = policy._get_today()
        # sudo: who changes the policy starts this one job
        self.env.ref("crm_customer_care.ir_cron_risk").sudo()._trigger()

    def _add_missing_signals(self):
        """Give the policy the signals that it has not got yet."""
        self.ensure_one()
        # sudo: as the policy itself, made when first needed
        signals = self.env["care.risk.signal"].sudo().with_context(active_test=False)
        known = set(signals.search([("policy_id", "=", self.id)]).mapped("code"))
        signals.create(
            [
                vals
                for vals in signals._prepare_default_values(self)
                if vals["code"] not in known
            ]
        )
