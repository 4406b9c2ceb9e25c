from odoo import api, fields, models

from ...tools import completeness_sql


class CarePolicy(models.Model):
    """What the archive of a customer should hold."""

    _inherit = "care.policy"

    completeness_line_ids = fields.One2many(
        "care.completeness.line",
        "policy_id",
        string="Completeness",
        help="What a complete archive holds, and how much each fact counts.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = self._default_completeness_lines()
        return super().create(
            [{"completeness_line_ids": lines, **vals} for vals in vals_list]
        )

    @api.model
    def _default_completeness_lines(self):
        return [
            fields.Command.create(vals)
            for vals in self.env["care.completeness.line"]._prepare_default_values()
        ]

    @api.model
    def _complete_policies(self):
        """Give policies from before completeness the lines to start with."""
        for policy in self.search([("completeness_line_ids", "=", False)]):
            policy.completeness_line_ids = self._default_completeness_lines()

    @api.constrains("completeness_line_ids")
    def _check_completeness(self):
        for policy in self:
            policy.completeness_line_ids._check_demands()

    def _completeness_query(self, kind, among=None):
        """SQL of `completeness_sql.scores` or `missing` for the company of a policy."""
        self.ensure_one()
        lines = self.completeness_line_ids
        return getattr(completeness_sql, kind)(
            self.company_id.id,
            lines._get_demands(),
            among,
            lines._get_deciders(),
        )
