from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..classification.plain_many2one import PlainMany2one

VERIFIED_FIELDS = ("verified_date", "verified_user_id", "verify_due_date")


class CareProfile(models.Model):
    """When somebody last looked whether the archive is still true, and when next."""

    _inherit = "care.profile"

    verified_date = fields.Date(
        string="Verified on",
        readonly=True,
        help="When somebody last checked all that is known of the customer.",
    )
    verified_user_id = PlainMany2one("res.users", string="Verified by", readonly=True)
    verify_due_date = fields.Date(
        string="Verify by",
        readonly=True,
        help="When it has to be checked again, as the tier says.",
    )
    verify_days = fields.Integer(
        readonly=True, aggregator=False, help="The days by which that was reckoned."
    )
    verify_activity_id = fields.Many2one(
        "mail.activity",
        string="Activity to Verify",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    is_verify_overdue = fields.Boolean(
        string="Verification Overdue", compute="_compute_is_verify_overdue"
    )

    _verify_due_idx = models.Index(
        """(company_id, verify_due_date)
           WHERE verify_due_date IS NOT NULL AND verify_activity_id IS NULL"""
    )

    @api.depends("active", "verify_due_date")
    def _compute_is_verify_overdue(self):
        policies = self.env["care.policy"]
        for profile in self:
            today = policies._get(profile.company_id)._get_today()
            due = profile.verify_due_date
            profile.is_verify_overdue = bool(profile.active and due and due < today)

    def action_verify(self):
        """Say that the archives of these customers were checked today, all of them."""
        if not self.env.user.has_group("crm_customer_care.group_user"):
            raise AccessError(
                self.env._(
                    "Who looks after customers verifies their archives: ask their "
                    "salesperson."
                )
            )
        if not self:
            raise AccessError(
                self.env._(
                    "Only the archives of your own customers are yours to verify."
                )
            )
        self.check_access("read")
        # sudo: whoever sees a customer may verify it, but not edit its profile
        profiles = self.sudo()
        activities = profiles.verify_activity_id
        profiles._mark_verified()
        for activity in activities.filtered("active"):
            activity._action_done()
        self._log_verified(profiles.filtered(lambda p: not p._was_planned(activities)))
        return True

    def _was_planned(self, activities):
        """Whether one of these activities, done by now, tells of it in the chatter."""
        return self.partner_id.id in activities.mapped("res_id")

    def _mark_verified(self):
        """Keep who verified these customers, and reckon when they are due again."""
        policies = self.env["care.policy"]
        for (company, tier), profiles in self.grouped(
            lambda profile: (profile.company_id, profile.tier_id)
        ).items():
            today = policies._get(company)._get_today()
            days = tier.verify_days
            profiles.write(
                {
                    "verified_date": today,
                    "verified_user_id": self.env.uid,
                    "verify_due_date": days and today + timedelta(days=days),
                    "verify_days": days,
                    "verify_activity_id": False,
                }
            )

    def _log_verified(self, profiles):
        text = self.env._("The archive was verified.")
        partners = profiles.partner_id
        partners._message_log_batch(dict.fromkeys(partners.ids, text))

    @api.model
    def _merge_verifications(self, sources, target):
        """Keep the later verification of merged contacts, and one open activity."""
        profiles = self.with_context(active_test=False)
        for profile in profiles.search([("partner_id", "in", sources.ids)], order="id"):
            kept = profiles.search(
                [
                    ("partner_id", "=", target.id),
                    ("company_id", "=", profile.company_id.id),
                ]
            )
            if not kept:
                continue
            if (profile.verified_date or fields.Date.to_date("1900-01-01")) > (
                kept.verified_date or fields.Date.to_date("1900-01-01")
            ):
                vals = profile.read([*VERIFIED_FIELDS, "verify_days"], load=None)[0]
                del vals["id"]
                kept.write(vals)
            if profile.verify_activity_id.active and not kept.verify_activity_id.active:
                kept.verify_activity_id = profile.verify_activity_id
            elif profile.verify_activity_id.active:
                profile.verify_activity_id.unlink()
        self.env.flush_all()
