from odoo import fields, models

from ...tools import handover


class CareHandoverReceiver(models.Model):
    _name = "care.handover.receiver"
    _description = "Who Takes Customers Over"
    _order = "handover_id, sequence, id"
    _rec_name = "user_id"

    handover_id = fields.Many2one(
        "care.handover", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="handover_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    tier_ids = fields.Many2many(
        "care.tier", string="Tiers", domain="[('company_id', '=', company_id)]"
    )
    category_ids = fields.Many2many("res.partner.category", string="Tags")
    state_ids = fields.Many2many("res.country.state", string="States")
    country_ids = fields.Many2many("res.country", string="Countries")
    # sudo: shares are fair only if all customers count, seen or not
    customer_count = fields.Integer(
        string="Has Now", compute="_compute_customer_count", compute_sudo=True
    )

    def _compute_customer_count(self):
        counts = self.env["care.profile"]._read_group(
            [
                ("user_id", "in", self.user_id.ids),
                ("company_id", "in", self.company_id.ids),
            ],
            ["user_id", "company_id"],
            ["__count"],
        )
        found = {(user, company): count for user, company, count in counts}
        for receiver in self:
            key = (receiver.user_id, receiver.company_id)
            receiver.customer_count = found.get(key, 0)

    def _to_receiver(self, by_load):
        areas = [("country", number) for number in self.country_ids.ids]
        areas += [("state", number) for number in self.state_ids.ids]
        return handover.Receiver(
            self.user_id.id,
            self.customer_count if by_load else 0,
            frozenset(self.tier_ids.ids),
            frozenset(self.category_ids.ids),
            frozenset(areas),
        )
