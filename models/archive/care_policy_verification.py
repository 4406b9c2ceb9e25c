from odoo import fields, models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Whether archives are verified by plan."""

    _inherit = "care.policy"

    verification_active = fields.Boolean(
        string="Verification of Archives",
        help="Salespeople get an activity whenever the archive of a customer is due.",
    )
    key_account_head_id = fields.Many2one(
        "res.users",
        string="Head of Key Accounts",
        domain=[("share", "=", False)],
        help="In charge where a requirement names the head of key accounts.",
    )

    def write(self, vals):
        starting = self.filtered(lambda policy: not policy.verification_active)
        result = super().write(vals)
        if vals.get("verification_active"):
            starting._forget_overdue()
        return result

    def _forget_overdue(self):
        """What fell due while nobody planned is spread anew, not heaped on one day."""
        profiles = self.env["care.profile"]
        profiles.flush_model(["company_id", "verify_due_date"])
        for policy in self:
            # sudo: due dates follow the policy, whoever edits that
            profiles.sudo()._run(
                SQL(
                    """UPDATE care_profile SET verify_due_date = NULL
                        WHERE company_id = %s AND verify_due_date < %s""",
                    policy.company_id.id,
                    policy._get_today(),
                )
            )
        profiles.invalidate_model(["verify_due_date"])

    def _get_verification_head(self):
        """The user who verifies for salespeople who left: the head of key accounts,
        else the first manager of the company."""
        head = self.key_account_head_id.filtered("active")
        return head or head.search(
            [
                (
                    "all_group_ids",
                    "in",
                    self.env.ref("crm_customer_care.group_manager").ids,
                ),
                ("company_ids", "in", self.company_id.ids),
                ("share", "=", False),
            ],
            order="id",
            limit=1,
        )
