from odoo import models


class CarePlaybook(models.AbstractModel):
    """What merged customers have in common stays once."""

    _inherit = "care.playbook"

    def _merge_partners(self, sources, target):
        """End the living rows of the sources that another row stands for."""
        customer = target.commercial_partner_id
        rows = self.search(
            [
                ("partner_id", "in", (sources | target | customer).ids),
                self._get_living(),
            ],
            order="id",
        )
        kept = {}
        # the customer's own row stays, then the older ones
        for row in rows.sorted(lambda row: row.partner_id != customer):
            first = kept.setdefault(row._get_merge_key(), row)
            if first != row:
                first._learn(row)
                row._end_merged()

    def _get_living(self):
        """Condition of the rows of which a customer has one."""
        raise NotImplementedError

    def _get_merge_key(self):
        return (self.company_id,)

    def _learn(self, other):
        """Take over what another row of the same customer knows."""
        if other.plan_date and not self.plan_date:
            self.write({"plan_id": other.plan_id.id, "plan_date": other.plan_date})
        self.step_ids |= other.step_ids
        if other.note and other.note != self.note:
            self.note = "\n".join(filter(None, [self.note, other.note]))

    def _end_merged(self):
        raise NotImplementedError

    def _move_to_customer(self, partner):
        """Rows that came to a person belong to its customer."""
        customer = partner.commercial_partner_id
        if customer != partner:
            rows = self.search([("partner_id", "=", partner.id)])
            rows.write({"partner_id": customer.id})


class CareRisk(models.Model):
    _inherit = "care.risk"

    def _get_living(self):
        return ("is_live", "=", True)

    def _get_merge_key(self):
        return (self.company_id, self.reason)

    def _learn(self, other):
        result = super()._learn(other)
        self.first_seen = min(self.first_seen, other.first_seen)
        self.at_stake += other.at_stake
        return result

    def _end_merged(self):
        today = self.env["care.policy"]._get(self.company_id)._get_today()
        vals = {"is_live": False, "state": "closed", "close_reason": "merged"}
        self.write({**vals, "closed_date": today})


class CareLoss(models.Model):
    _inherit = "care.loss"

    def _get_living(self):
        return ("state", "=", "lost")

    def _learn(self, other):
        result = super()._learn(other)
        self.date = max(self.date, other.date)
        self.action_ids |= other.action_ids
        return result

    def _end_merged(self):
        self._undo()
