from odoo import api, fields, models

from ..classification.profile_label import LabelDate, LabelMany2one
from ..classification.profile_number import ProfileInteger
from ..classification.res_partner import CARE_READER, EMPLOYEE

FAMILY = {"parent_id", "is_company"}
RECENT = 5


class ResPartner(models.Model):
    """Last and next contact of the customer, and its log."""

    _inherit = "res.partner"

    care_touch_ids = fields.One2many("care.touch", "partner_id", groups=CARE_READER)
    care_need_ids = fields.One2many("care.need", "partner_id", groups=CARE_READER)
    care_recent_touch_ids = fields.Many2many(
        "care.touch",
        string="Recent Contacts",
        compute="_compute_care_recent_touch_ids",
        compute_sudo=False,
        groups=CARE_READER,
    )
    # dates are labels as the tier: for every internal user
    care_last_touch_date = LabelDate(
        related="care_profile_id.last_touch_date",
        string="Last Contact",
        groups=EMPLOYEE,
    )
    care_last_touch_channel_id = LabelMany2one(
        related="care_profile_id.last_touch_channel_id",
        string="Last Contact by",
        groups=EMPLOYEE,
    )
    care_next_touch_date = LabelDate(
        related="care_profile_id.next_touch_date",
        string="Next Contact",
        groups=EMPLOYEE,
    )
    care_overdue_days = ProfileInteger(
        related="care_profile_id.overdue_days",
        string="Days Overdue",
        aggregator=False,
        groups=EMPLOYEE,
    )

    @api.depends("care_touch_ids", "commercial_partner_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_care_recent_touch_ids(self):
        touches = self.env["care.touch"]
        for partner in self:
            customer = partner.commercial_partner_id._origin
            partner.care_recent_touch_ids = touches
            if customer and touches.has_access("read"):
                found = [("commercial_partner_id", "=", customer.id)]
                partner.care_recent_touch_ids = touches.search(found, limit=RECENT)

    def action_open_care_touches(self):
        """Open the contact log of the customer."""
        self.ensure_one()
        customer = self.commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.touch",
            "view_mode": "list,kanban,calendar,pivot,graph,form",
            "domain": [("commercial_partner_id", "=", customer.id)],
            "name": self.env._("Contact Log"),
            "help": self.env["ir.actions.actions"]._for_xml_id(
                "crm_customer_care.care_touch_action"
            )["help"],
            "context": {"default_partner_id": self.id},
        }

    @api.model
    def _get_care_profile_names(self):
        return [
            *super()._get_care_profile_names(),
            *("last_touch_date", "last_touch_channel_id", "next_touch_date"),
        ]

    def write(self, vals):
        if FAMILY.isdisjoint(vals):
            return super().write(vals)
        # sudo: the last contact follows whoever edits the contact
        family = self.sudo().with_context(active_test=False)
        before = family.commercial_partner_id
        result = super().write(vals)
        family._follow_touches(before)
        return result

    def _follow_touches(self, customers):
        """Recompute the last contact of the customers to which these contacts belonged
        and now belong."""
        touches = self.env["care.touch"]
        self.env.flush_all()
        family = self.search([("id", "child_of", self.ids)])
        customers |= family.commercial_partner_id
        if touches.search_count(
            [("commercial_partner_id", "in", customers.ids)], limit=1
        ):
            self.env["care.profile"]._refresh_touches(customers)

    @api.ondelete(at_uninstall=False)
    def _unlink_keep_touches(self):
        """What was said with a person stays with its company."""
        for rows in self._get_care_history():
            for customer, own in rows.grouped("commercial_partner_id").items():
                if customer not in self:
                    own.partner_id = customer

    def _get_care_history(self):
        """Records of these persons that stay with their company, by model."""
        # sudo: history is kept, whoever may delete the contact
        own = [("partner_id", "in", self.ids)]
        models = ("care.touch", "care.need", "care.gift", "care.invitation.line")
        return [self.env[model].sudo().search(own) for model in models]
