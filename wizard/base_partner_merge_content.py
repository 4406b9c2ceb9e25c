from odoo import models

TABLES = ("care_gift", "care_invitation_line")


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Gifts and invitations of merged contacts become those of one."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        """Let the line that stays know what the others of the same event know."""
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        # sudo: what belongs to merged contacts stays together, whoever merges them
        lines = self.env["care.invitation.line"].sudo()
        merged = [("partner_id", "in", (src_partners | dst_partner).ids)]
        for own in lines.search(merged, order="id").grouped("invitation_id").values():
            own = own.sorted(lambda line: line.partner_id != dst_partner)
            own[0]._learn(own[1:])
        self.env.flush_all()
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for table in TABLES:
            self.env.cr.execute(self._care_follow_customer(table, dst_partner))
        self.env.invalidate_all()
        return result
