from odoo import fields, models
from odoo.exceptions import UserError


class CareAuditDraw(models.TransientModel):
    _name = "care.audit.draw"
    _description = "Draw Customers to Audit"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    month = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(day=1),
        help="Any day of it. A customer is audited once a month at most.",
    )
    seed = fields.Char(
        required=True,
        default="1",
        help="Any text. Who enters the same text for the same month again gets the "
        "same customers: nobody can say that they were chosen.",
    )
    per_user = fields.Integer(
        string="Customers per Salesperson", required=True, default=3
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Salespeople",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Empty: all who have customers.",
    )

    _check_per_user = models.Constraint(
        "CHECK(per_user BETWEEN 1 AND 1000)",
        "Draw at least one customer per salesperson, and at most 1,000.",
    )

    def action_draw(self):
        """Draw the sample and open the audits of its month."""
        self.ensure_one()
        month = self.month.replace(day=1)
        audits = self.env["care.audit"]
        drawn = audits._draw(
            self.company_id, month, self.seed, self.per_user, self.user_ids
        )
        known = [("company_id", "=", self.company_id.id), ("month", "=", month)]
        if not drawn and not audits.search_count(known, limit=1):
            raise UserError(
                self.env._(
                    "There is nobody to draw: no active salesperson has customers. "
                    "Give customers a salesperson, then refresh them."
                )
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_customer_care.care_audit_action"
        )
        return {**action, "domain": known, "context": {}, "target": "main"}
