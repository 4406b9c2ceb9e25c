from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..lost_race import try_again
from .care_profile_refresh import ACTIVE


class CareProfile(models.Model):
    _inherit = "care.profile"

    @api.model
    def _cron_refresh(self):
        """Refresh company by company, each in its own transaction.

        Only companies not yet refreshed today or asked for are left to do, so that a
        run cut short is taken up where it ended.
        """
        due = self._get_refresh_policies().filtered(
            lambda policy: policy._is_refresh_due()
        )
        self.env["care.ledger"]._work_for_each(due, self._refresh_by_job, once=True)

    @api.model
    def _get_refresh_policies(self):
        policies = self.env["care.policy"]
        companies = self.env["res.company"].search(ACTIVE)
        return policies.concat(*map(policies._get, companies))

    def _refresh_by_job(self, policy, _remaining, recent=False):
        self._refresh_retrying(policy.company_id, recent)
        return True

    def _refresh_retrying(self, company, recent=False):
        """Refresh one company, again from the start after a serialization failure."""
        refresh = self._refresh_recent if recent else self._refresh
        return try_again(self.env, refresh, company)

    @api.model
    def action_refresh(self, _selected=None):
        """Start the nightly job now; the client follows it with `get_refresh_state`.

        A button of a list sends what is selected there; everybody is refreshed.
        """
        if not self.env.user.has_group("crm_customer_care.group_manager"):
            raise AccessError(
                self.env._("Only managers of Customer Care start a refresh. Ask one.")
            )
        # sudo: managers start this one job, no other
        cron = self.env.ref("crm_customer_care.ir_cron_refresh").sudo()
        if not cron.active:
            raise UserError(
                self.env._(
                    "The scheduled action “%(job)s” is switched off, so nothing would "
                    "happen. Ask an administrator to switch it on in the settings.",
                    job=cron.name,
                )
            )
        # sudo: they ask for it, the policy notes it
        policies = self.env["care.policy"].sudo()
        for company in self.env.companies:
            policies._get(company).refresh_requested = True
        cron._trigger()
        return {"type": "ir.actions.client", "tag": "crm_customer_care.refresh"}

    @api.model
    def get_refresh_state(self):
        """Return {done, total}: how many of the user's companies the job has done."""
        self.check_access("read")
        # sudo: who reads profiles may see how far the job is
        policies = self.env["care.policy"].sudo()
        policies = policies.search([("company_id", "in", self.env.companies.ids)])
        waiting = policies.filtered("refresh_requested")
        return {"done": len(policies - waiting), "total": len(policies)}

    @api.model
    def _forget_targets(self, name, targets):
        """Empty a `PlainMany2one` that refers to records about to be deleted."""
        # sudo: nobody needs a right on profiles to delete their salesperson or tier
        profiles = self.sudo().with_context(active_test=False)
        profiles.search([(name, "in", targets.ids)]).write({name: False})

    @api.model
    def _follow_partners(self, partners):
        """Archive, restore or remove profiles at once when their contacts change."""
        family = Domain("partner_id", "child_of", partners.ids)
        profiles = self.with_context(active_test=False).search(family)
        strays = profiles.filtered(
            lambda profile: (
                profile.partner_id.commercial_partner_id != profile.partner_id
            )
        )
        strays.unlink()
        for profile in profiles - strays:
            if profile.active != profile.partner_id.active:
                profile.active = profile.partner_id.active
