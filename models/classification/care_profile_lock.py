from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .care_strategy import QUADRANTS
from .plain_many2one import PlainMany2one

LOCK_FIELDS = (
    "tier_lock_id",
    "tier_lock_reason",
    "tier_lock_until",
    "quadrant_lock",
    "quadrant_lock_reason",
    "quadrant_lock_until",
)


class CareProfile(models.Model):
    _inherit = "care.profile"

    tier_lock_id = PlainMany2one(
        "care.tier",
        string="Locked Tier",
        help="Holds until the day below, whatever the policy computes.",
    )
    tier_lock_reason = fields.Char(string="Reason for the Tier")
    tier_lock_until = fields.Date(string="Tier Locked until")
    quadrant_lock = fields.Selection(
        QUADRANTS,
        string="Locked Quadrant",
        help="Holds until the day below: for strategic importance.",
    )
    quadrant_lock_reason = fields.Char(string="Reason for the Quadrant")
    quadrant_lock_until = fields.Date(string="Quadrant Locked until")

    def write(self, vals):
        if not self.env.su and set(vals).difference(LOCK_FIELDS):
            raise AccessError(
                self.env._(
                    "Values, tiers and quadrants are computed. To hold a tier or a "
                    "quadrant, lock it with a reason."
                )
            )
        if set(vals).isdisjoint(LOCK_FIELDS):
            return super().write(vals)
        before = {profile: profile._get_lock_state() for profile in self}
        result = super().write(self._prepare_lock_values(vals))
        for profile in self:
            profile._settle_locks(*before[profile])
        return result

    @api.model
    def _prepare_lock_values(self, vals):
        """Complete the values of a lock: its end, or nothing left once it ends."""
        vals = dict(vals)
        for lock, name in (("tier_lock_id", "tier_lock"), ("quadrant_lock",) * 2):
            if lock not in vals:
                continue
            if not vals[lock]:
                vals.update({f"{name}_reason": False, f"{name}_until": False})
            elif not vals.get(f"{name}_until"):
                policy = self.env["care.policy"]._get(self[:1].company_id)
                until = policy._get_today() + timedelta(days=policy.lock_days)
                vals[f"{name}_until"] = until
        return vals

    @api.constrains(
        "tier_lock_id", "tier_lock_reason", "quadrant_lock", "quadrant_lock_reason"
    )
    def _check_lock(self):
        for profile in self:
            if (
                profile.tier_lock_id and not (profile.tier_lock_reason or "").strip()
            ) or (
                profile.quadrant_lock
                and not (profile.quadrant_lock_reason or "").strip()
            ):
                raise ValidationError(
                    self.env._(
                        "A lock on %(customer)s needs a reason: whoever reads it later "
                        "must understand it.",
                        customer=profile.partner_id.display_name,
                    )
                )
            if profile.tier_lock_id.company_id not in (profile.company_id, False) and (
                profile.tier_lock_id
            ):
                raise ValidationError(
                    self.env._(
                        "The tier %(tier)s belongs to another company.",
                        tier=profile.tier_lock_id.name,
                    )
                )

    def _get_lock_state(self):
        """Return (tier lock, tier by policy, quadrant lock, quadrant by policy)."""
        return (
            self.tier_lock_id,
            self.tier_auto_id if self.tier_lock_id else self.tier_id,
            self.quadrant_lock,
            self.quadrant_auto if self.quadrant_lock else self.quadrant,
        )

    def _settle_locks(self, old_tier_lock, tier, old_quadrant_lock, quadrant):
        """Let the locks of one profile take effect at once, with a line in the log."""
        old_tier, old_quadrant = self.tier_id, self.quadrant
        old_segment = self.segment
        # sudo: a manager may lock; what follows from it is computed
        self.sudo().write(
            {
                "tier_id": (self.tier_lock_id or tier).id,
                "tier_auto_id": tier.id if self.tier_lock_id else False,
                "quadrant": self.quadrant_lock or quadrant,
                "quadrant_auto": quadrant if self.quadrant_lock else False,
                "segment": self._get_locked_segment(),
            }
        )
        log = self.env["care.profile.change"]
        if old_tier != self.tier_id or old_tier_lock != self.tier_lock_id:
            segment = {}
            if old_segment != self.segment:
                segment = {"segment_rule": "lock", "old_segment": old_segment}
                segment["segment"] = self.segment
            log._log_lock(
                self,
                *("tier", old_tier.name, self.tier_id.name, self.tier_lock_id),
                **segment,
            )
        if old_quadrant != self.quadrant or old_quadrant_lock != self.quadrant_lock:
            log._log_lock(
                self, "quadrant", old_quadrant, self.quadrant, self.quadrant_lock
            )

    def _get_locked_segment(self):
        """The segment that a locked tier gives at once; what else it changes is found
        by the next refresh of the hour."""
        below_key = ("potential", "fan", "general")
        is_key = self.tier_lock_id.is_key and self.segment in below_key
        return "key" if is_key else self.segment

    def action_lock(self):
        """Open the dialog that locks a tier or quadrant with a reason."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lock Tier or Quadrant"),
            "res_model": "care.profile.lock",
            "view_mode": "form",
            "target": "new",
            "context": {**self.env.context, "default_profile_ids": self.ids},
        }

    def action_unlock(self):
        """End the locks of the selected profiles."""
        return self.write({"tier_lock_id": False, "quadrant_lock": False})

    @api.model
    def _merge_locks(self, sources, target):
        """Keep the locks of merged contacts where the remaining one has none."""
        profiles = self.with_context(active_test=False)
        for profile in profiles.search([("partner_id", "in", sources.ids)], order="id"):
            kept = profiles.search(
                [
                    ("partner_id", "=", target.id),
                    ("company_id", "=", profile.company_id.id),
                ]
            )
            for names in (LOCK_FIELDS[:3], LOCK_FIELDS[3:]):
                if kept and profile[names[0]] and not kept[names[0]]:
                    vals = profile.read(names, load=None)[0]
                    kept.write({name: vals[name] for name in names})
        self.env.flush_all()
