from odoo import api, models


class CareImportTier(models.AbstractModel):
    """The tier in a sheet of customers: computed here, so at most a lock."""

    _name = "care.import.tier"
    _description = "Tiers of Imported Customers"

    @api.model
    def _take_tiers(self, lines, run):
        """Lock tiers that differ where a manager imports; tell where they can't be."""
        lines = [line for line in lines if "tier" in line.values]
        profiles = self.env["care.profile"].search(
            [
                ("partner_id", "in", [line.record_id for line in lines]),
                ("company_id", "=", self.env.company.id),
            ]
        )
        found = {profile.partner_id.id: profile for profile in profiles}
        may = profiles.has_access("write")
        for line in lines:
            profile = found.get(line.record_id)
            if profile and profile.tier_id.id == line.values["tier"]:
                continue
            if not profile or not may:
                self._tell(line, may)
                continue
            profile.write(
                {
                    "tier_lock_id": line.values["tier"],
                    "tier_lock_reason": self.env._(
                        "Imported from %(file)s", file=run.filename
                    ),
                }
            )
            if line.status == "unchanged":
                line.status = "update"

    @api.model
    def _tell(self, line, may):
        line.message = (
            self.env._(
                "The tier is not taken over: it comes from purchases, and this "
                "customer has none yet."
            )
            if may
            else self.env._(
                "The tier is not taken over: it comes from purchases. A manager can "
                "lock another one."
            )
        )
