from odoo import api, fields, models
from odoo.tools import SQL, format_date

CODE = "contract_ending"
SIGNAL = [(CODE, "Contract ending")]


class CareRiskSignal(models.Model):
    """Contracts that end soon: from how many days on, and when that is high."""

    _inherit = "care.risk.signal"

    code = fields.Selection(selection_add=SIGNAL, ondelete={CODE: "cascade"})

    @api.model
    def _prepare_default_values(self, policy):
        ending = {"policy_id": policy.id, "code": CODE, "sequence": 500}
        numbers = {"days": 90, "alarm": 30, "starts_plan": False}
        return [*super()._prepare_default_values(policy), {**ending, **numbers}]

    def _rule_contract_ending(self, numbers):
        return self.env._(
            "A contract ends within %(days)s days; high within %(alarm)s days.",
            **numbers,
        )


class CareRisk(models.Model):
    _inherit = "care.risk"

    reason = fields.Selection(selection_add=SIGNAL, ondelete={CODE: "cascade"})

    def _signal_contract_ending(self, _policy, threshold):
        return SQL(
            """SELECT c.partner_id,
                      CASE WHEN min(c.end_date) <= %(today)s::date + %(alarm)s
                           THEN '3' ELSE '2' END AS level,
                      jsonb_build_object('model', 'care.contract',
                                         'ids', array_agg(c.id ORDER BY c.id),
                                         'end', min(c.end_date)) AS facts
                 FROM care_contract c
                WHERE c.company_id = %(company)s AND c.state = 'active'
                  AND c.end_date <= %(today)s::date + %(days)s
                GROUP BY c.partner_id""",
            company=threshold.company_id,
            today=threshold.today,
            alarm=int(threshold.alarm),
            days=threshold.days,
        )

    def _tell_contract_ending(self, facts):
        return self.env._(
            "Contract %(contracts)s ends on %(day)s.",
            contracts=self._tell_names("care.contract"),
            day=format_date(self.env, facts.get("end")),
        )
