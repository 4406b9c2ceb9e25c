from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache


class CarePolicy(models.Model):
    _inherit = "care.policy"

    cadence_active = fields.Boolean(
        string="Plan Contacts",
        help="Every night the next contacts with each customer are planned, as its "
        "tier or quadrant requires, as activities of those in charge.",
    )
    cadence_since = fields.Date(
        string="Contacts Planned since",
        readonly=True,
        copy=False,
        help="Customers never contacted before this day come one after another, the "
        "best first.",
    )
    cadence_ids = fields.One2many(
        "care.cadence", "policy_id", string="Contact Requirements"
    )
    cadence_lead_days = fields.Integer(
        string="Plan Ahead",
        required=True,
        default=3,
        help="Days before a contact is due that its activity appears.",
    )
    cadence_cap = fields.Integer(
        string="Contacts a Day",
        required=True,
        default=20,
        help="At most this many contacts are planned for one person and day; the best "
        "customers, then the most overdue ones, come first.",
    )

    @api.constrains("cadence_lead_days", "cadence_cap")
    def _check_cadence(self):
        for policy in self:
            if policy.cadence_lead_days < 0 or policy.cadence_cap < 1:
                raise ValidationError(
                    self.env._(
                        "Contacts are planned no less than 0 days ahead, and at least "
                        "one for a day."
                    )
                )

    @api.model
    @ormcache()
    def _get_cadence_company_ids(self):
        """Ids of the companies that plan their contacts."""
        # sudo: what is planned depends on the policy, not on who may read that
        policies = self.sudo().search([("cadence_active", "=", True)])
        return tuple(policies.company_id.ids)

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        self.env.registry.clear_cache()
        started = policies.filtered("cadence_active")
        started._start_cadence()
        for policy in policies - started:
            policy._add_default_cadences()
        return policies

    def write(self, vals):
        off = self.filtered(lambda policy: not policy.cadence_active)
        result = super().write(vals)
        if "cadence_active" in vals:
            self.env.registry.clear_cache()
            if vals["cadence_active"]:
                off._start_cadence()
            else:
                self._stop_cadence()
        return result

    def action_start_contacts(self):
        """Plan contacts from now on."""
        self.cadence_active = True
        return {"type": "ir.actions.act_window_close"}

    def _start_cadence(self):
        """Count from today, and plan for the first time in the background."""
        for policy in self:
            policy._add_default_cadences()
            policy.cadence_since = policy.cadence_since or policy._get_today()
        # sudo: who changes the policy starts this one job
        self.env.ref("crm_customer_care.ir_cron_plan").sudo()._trigger()

    def _stop_cadence(self):
        # sudo: plans belong to all
        revisits = self.env["care.revisit"].sudo()
        revisits.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "planned"),
            ]
        )._end("cancelled", self.env._("Contacts are no longer planned."))
        for policy in self:
            revisits._plan_next_dates(policy)

    def _add_default_cadences(self):
        for policy in self:
            cadences = self.env["care.cadence"].with_context(active_test=False)
            if not cadences.search_count([("policy_id", "=", policy.id)], limit=1):
                cadences.create(cadences._prepare_default_values(policy))

    def _care_cadence_excluded(self):
        """Hook: return {code: SELECT (partner_id)} of customers with whom nothing is
        planned; `_get_reasons` of plans says what a code means."""
        return {}

    def _get_cadence_settings(self):
        """What the SQL of plans needs to know of a policy."""
        self.ensure_one()
        head = self.key_account_head_id
        return {
            "company_id": self.company_id.id,
            "today": self._get_today(),
            "zone": self._get_zone(),
            "excluded": self._care_cadence_excluded(),
            "head_id": head.id if head.active else False,
        }
