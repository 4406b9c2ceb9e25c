from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class CareReferral(models.Model):
    """Who brought whom."""

    _name = "care.referral"
    _description = "Referral"
    _inherit = ["care.contact.record", "care.customer.record"]
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _check_company_auto = True
    _care_noted = frozenset({"touch_id", "value"})

    partner_id = fields.Many2one(
        "res.partner",
        string="Brought by",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        help="The person or customer who recommended us.",
    )
    commercial_partner_id = fields.Many2one(
        string="Referrer", help="The customer to which that person belongs."
    )
    referred_id = fields.Many2one(
        "res.partner",
        string="Brought",
        compute="_compute_referred_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="The new contact. Empty until there is one.",
    )
    referred_customer_id = fields.Many2one(
        "res.partner",
        string="New Customer",
        compute="_compute_referred_customer_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="set null",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    touch_id = fields.Many2one(
        "care.touch",
        string="Named in",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The contact in which the name fell.",
    )
    referred_name = fields.Char(string="Name Given")
    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        default=lambda self: self.env.user,
        index="btree_not_null",
        domain=[("share", "=", False)],
    )
    note = fields.Text()
    state = fields.Selection(
        [("open", "Introduced"), ("won", "Bought"), ("lost", "Came to Nothing")],
        required=True,
        default="open",
        copy=False,
        index=True,
        help="Bought: set by the refresh once the new customer has bought.",
    )
    value = fields.Monetary(
        string="Value Brought",
        readonly=True,
        copy=False,
        help="What the new customer bought since, as of the last refresh.",
    )

    _referred_uniq = models.UniqueIndex(
        "(referred_customer_id, company_id) WHERE state <> 'lost'",
        "Somebody else brought this customer already: of two, the first one counts.",
    )
    _touch_uniq = models.UniqueIndex(
        "(touch_id) WHERE touch_id IS NOT NULL",
        "There is a referral of this contact already.",
    )

    @api.depends("lead_id.partner_id")
    def _compute_referred_id(self):
        for referral in self:
            referral.referred_id = referral.referred_id or referral.lead_id.partner_id

    @api.depends("referred_id.commercial_partner_id")
    def _compute_referred_customer_id(self):
        for referral in self:
            partner = referral.referred_id
            referral.referred_customer_id = partner.commercial_partner_id or partner

    @api.depends("commercial_partner_id", "referred_customer_id", "referred_name")
    def _compute_display_name(self):
        for referral in self:
            new = referral.referred_customer_id.name or referral.lead_id.name
            names = (referral.partner_id.name, new or referral.referred_name)
            referral.display_name = " → ".join(name for name in names if name)

    @api.constrains("referred_id", "lead_id", "referred_name")
    def _check_named(self):
        for referral in self:
            if not (
                referral.referred_id
                or referral.lead_id
                or (referral.referred_name or "").strip()
            ):
                raise ValidationError(
                    self.env._(
                        "Say whom %(partner)s brought: a contact, an opportunity, or "
                        "at least a name.",
                        partner=referral.partner_id.name,
                    )
                )

    @api.constrains("commercial_partner_id", "referred_customer_id", "state")
    def _check_circle(self):
        for referral in self:
            if referral._is_circular():
                raise ValidationError(
                    self.env._(
                        "%(customer)s can't have been brought by %(referrer)s: that "
                        "would be itself, or one that it brought.",
                        customer=referral.referred_customer_id.name,
                        referrer=referral.commercial_partner_id.name,
                    )
                )

    def _is_circular(self):
        """Whether whoever brought the customer was brought by it, over any number of
        others."""
        self.ensure_one()
        if not self.referred_customer_id or self.state == "lost":
            return False
        self.env.flush_all()
        return bool(
            self.env.execute_query(
                SQL(
                    """WITH RECURSIVE brought(id) AS (
                            SELECT %(referred)s
                             UNION
                            SELECT r.referred_customer_id
                              FROM care_referral r
                              JOIN brought b ON b.id = r.commercial_partner_id
                             WHERE r.company_id = %(company)s AND r.state <> 'lost'
                               AND r.referred_customer_id IS NOT NULL)
                       SELECT 1 FROM brought WHERE id = %(referrer)s""",
                    referred=self.referred_customer_id.id,
                    company=self.company_id.id,
                    referrer=self.commercial_partner_id.id,
                )
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        referrals = super().create(vals_list)
        referrals._check_own_customers("referred_customer_id")
        referrals._refresh_values()
        return referrals

    def write(self, vals):
        result = super().write(vals)
        if not {"referred_id", "lead_id", "company_id"}.isdisjoint(vals):
            self._check_own_customers("referred_customer_id")
        if not {"referred_id", "lead_id", "date", "company_id"}.isdisjoint(vals):
            self._refresh_values()
        return result

    def action_lose(self):
        self.state = "lost"

    def action_reopen(self):
        self.state = "open"
        self._refresh_values()

    def action_create_lead(self):
        """Make an opportunity of each referral that has none, and open it."""
        new = self.filtered(lambda referral: not referral.lead_id)
        leads = self.env["crm.lead"].create(
            [referral._prepare_lead_values() for referral in new]
        )
        for referral, lead in zip(new, leads, strict=True):
            referral.lead_id = lead
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "view_mode": "form",
            "res_id": self.lead_id[:1].id,
        }

    def _prepare_lead_values(self):
        name = self.referred_name or self.referred_id.name
        return {
            "name": self.env._("Recommended by %(name)s", name=self.partner_id.name),
            "type": "opportunity",
            "contact_name": False if self.referred_id else name,
            "partner_id": self.referred_id.id,
            "referred": self.partner_id.name,
            "company_id": self.company_id.id,
            "user_id": (self.user_id or self.env.user).id,
        }
