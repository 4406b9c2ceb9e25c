from odoo import api, fields, models


class CareNeed(models.Model):
    _name = "care.need"
    _description = "Need of a Customer"
    _inherit = ["care.contact.record", "care.kept.record", "care.profile.link"]
    _order = "state, id desc"
    _check_company_auto = True
    _care_origins = ("touch_id",)
    _care_keepers = ("partner_id", "company_id", "touch_id")

    name = fields.Char(string="Need", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
    )
    touch_id = fields.Many2one(
        "care.touch",
        string="Found in",
        index="btree_not_null",
        ondelete="set null",
        help="The contact in which the need was found.",
    )
    kind = fields.Selection(
        [("stated", "Stated"), ("hidden", "Hidden")],
        required=True,
        default="stated",
        help="Stated: the customer said so. Hidden: we think so.",
    )
    state = fields.Selection(
        [("open", "Unconfirmed"), ("confirmed", "Confirmed"), ("served", "Served")],
        compute="_compute_state",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
        help="A need is served when its opportunity is won.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    product_ids = fields.Many2many(
        "product.product", string="Products", help="What could serve the need."
    )
    user_id = fields.Many2one(
        "res.users", string="Found by", default=lambda self: self.env.user
    )

    @api.depends("touch_id.partner_id")
    def _compute_partner_id(self):
        for need in self:
            need.partner_id = need.touch_id.partner_id or need.partner_id

    @api.depends("touch_id.company_id")
    def _compute_company_id(self):
        for need in self:
            need.company_id = (
                need.touch_id.company_id or need.company_id or self.env.company
            )

    @api.depends("lead_id.won_status")
    def _compute_state(self):
        for need in self:
            if need.lead_id.won_status == "won":
                need.state = "served"
            elif need.lead_id and need.state != "served":
                need.state = "confirmed"
            else:
                need.state = need.state or "open"

    def action_create_lead(self):
        """Make an opportunity of each need that has none, and open it."""
        new = self.filtered(lambda need: not need.lead_id)
        leads = self.env["crm.lead"].create(
            [need._prepare_lead_values() for need in new]
        )
        for need, lead in zip(new, leads, strict=True):
            need.lead_id = lead
        return self.action_open_leads()

    def _prepare_lead_values(self):
        lines = [product.display_name for product in self.product_ids]
        return {
            "name": self.name,
            "type": "opportunity",
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": (
                self.commercial_partner_id.user_id or self.user_id or self.env.user
            ).id,
            "description": ", ".join(lines) or False,
        }

    def action_open_leads(self):
        """Open the opportunities of these needs."""
        leads = self.lead_id
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Opportunities"),
            "res_model": "crm.lead",
        }
        if len(leads) == 1:
            return {**action, "view_mode": "form", "res_id": leads.id}
        return {
            **action,
            "view_mode": "list,form",
            "domain": [("id", "in", leads.ids)],
        }
