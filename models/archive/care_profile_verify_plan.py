from odoo import api, models

from ...tools import verification_sql
from ..classification.care_profile_refresh import ACTIVE
from ..lost_race import try_again

CHUNK = 1000


class CareProfile(models.Model):
    """Activities for archives that are due, where the company switched that on."""

    _inherit = "care.profile"

    @api.model
    def _cron_plan_verification(self):
        """Plan one activity per customer whose archive is due, a thousand at a time."""
        policies = self._get_verification_policies()
        self.env["care.ledger"]._work_for_each(policies, self._verify_company)

    def _verify_company(self, policy, remaining):
        """Plan for one company; return whether all of it is done."""
        cron, done = self.env["ir.cron"], CHUNK
        try_again(self.env, self._move_verifications, policy)
        while done == CHUNK:
            done = try_again(self.env, self._plan_verification, policy)
            in_time = cron._commit_progress(done, remaining=remaining)
            if done and not in_time:
                return False
        return True

    @api.model
    def _get_verification_policies(self):
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        policies = self.env["care.policy"].sudo()
        return policies.search(
            [("company_id", "in", companies.ids), ("verification_active", "=", True)]
        )

    def _move_verifications(self, policy):
        """Set the due dates of one company, and let open activities follow."""
        self.env.flush_all()
        company = policy.company_id.id
        moved = self.env.execute_query(
            verification_sql.plan(company, policy._get_today())
        )
        head = policy._get_verification_head().id
        handed_over = self.env.execute_query(
            verification_sql.handed_over(company, head)
        )
        self.env.invalidate_all()
        self._move_activities(dict(moved))
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        for number, user_id in handed_over:
            activities.browse(number).user_id = user_id
        self._cancel_activities(policy)

    def _move_activities(self, moved):
        """Let open activities follow the due dates, {profile: date}."""
        open_ones = self.with_context(active_test=False).search(
            [("id", "in", list(moved)), ("verify_activity_id.active", "=", True)]
        )
        for profile in open_ones.filtered("verify_due_date"):
            profile.verify_activity_id.date_deadline = profile.verify_due_date

    def _cancel_activities(self, policy):
        """Drop the activities of customers who are archived or never verified."""
        self.with_context(active_test=False).search(
            [
                ("company_id", "=", policy.company_id.id),
                ("verify_activity_id", "!=", False),
                "|",
                ("active", "=", False),
                ("verify_due_date", "=", False),
            ]
        ).verify_activity_id.unlink()

    def _plan_verification(self, policy):
        """Create the activities of up to a thousand due customers of one company."""
        self.env.flush_all()
        head = policy._get_verification_head().id
        rows = self.env.execute_query(
            verification_sql.due(policy.company_id.id, policy._get_today(), head, CHUNK)
        )
        if not rows:
            return 0
        activities = self.env["mail.activity"]._create_by_job(
            self._prepare_verification_values(rows)
        )
        pairs = [(row[0], new) for row, new in zip(rows, activities.ids, strict=True)]
        self.env.flush_all()
        self._run(verification_sql.keep_activities(pairs))
        self.invalidate_model(["verify_activity_id"])
        return len(rows)

    @api.model
    def _prepare_verification_values(self, rows):
        """Values of activities from (profile, partner, due date, user)."""
        kind = self.env.ref("crm_customer_care.mail_activity_type_verify_archive")
        model = self.env["ir.model"]._get("res.partner")
        partners = self.env["res.partner"].browse([row[1] for row in rows])
        # given, since each activity would ask its document
        names = {partner.id: partner.display_name for partner in partners}
        return [
            {
                "activity_type_id": kind.id,
                "res_model_id": model.id,
                "res_id": partner_id,
                "res_name": names[partner_id],
                "user_id": user_id,
                "date_deadline": due,
                "automated": True,
            }
            for _profile_id, partner_id, due, user_id in rows
        ]
