from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..care.care_touch import AHEAD

OPEN_STATES = (
    "received",
    "acknowledged",
    "assessed",
    "investigating",
    "proposed",
    "communicated",
    "accepted",
    "options",
)
SEVERITIES = [("0", "Low"), ("1", "Medium"), ("2", "High"), ("3", "Critical")]


class CareComplaint(models.Model):
    _name = "care.complaint"
    _description = "Complaint"
    _inherit = [
        "care.contact.record",
        "care.kept.record",
        "care.profile.link",
        "portal.mixin",
        "rating.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "priority desc, deadline, id desc"
    _rec_names_search = ["name", "subject"]
    _check_company_auto = True
    _care_origins = ("touch_id",)

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    subject = fields.Char(required=True, tracking=True)
    description = fields.Html(
        string="What Happened", help="The customer reads this in the portal."
    )
    kind = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("suggestion", "Suggestion"),
            ("praise", "Praise"),
        ],
        required=True,
        default="complaint",
        tracking=True,
        help="Clocks and the steps of a complaint are for complaints alone.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    received_date = fields.Datetime(
        string="Received on",
        required=True,
        default=fields.Datetime.now,
        copy=False,
        help="When the customer told us: the clocks start here.",
    )
    # whose
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        tracking=True,
    )
    person_id = fields.Many2one(
        "res.partner",
        string="Contact Person",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        domain="[('commercial_partner_id', '=', commercial_partner_id), "
        "('is_company', '=', False)]",
        help="Who complained; answers go there.",
    )
    commercial_partner_id = fields.Many2one(string="Commercial Entity", index=False)
    # what about
    channel_id = fields.Many2one(
        "care.channel", string="Received by", ondelete="restrict"
    )
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", check_company=True
    )
    order_id = fields.Many2one(
        "sale.order",
        string="Sales Order",
        index="btree_not_null",
        check_company=True,
        domain="[('partner_id', 'child_of', commercial_partner_id)]",
    )
    touch_id = fields.Many2one(
        "care.touch",
        string="Logged Contact",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The contact in which the customer complained.",
    )
    severity = fields.Selection(SEVERITIES, required=True, default="1", tracking=True)
    wanted_remedy = fields.Text(help="What the customer asks for, in its own words.")
    customer_loss = fields.Text(
        string="Customer's Loss", help="What it cost the customer: money, time, trust."
    )
    loss_amount = fields.Monetary(string="Amount of the Loss")
    currency_id = fields.Many2one(related="company_id.currency_id")

    _open_idx = models.Index(
        "(commercial_partner_id, company_id) WHERE state NOT IN ('closed', 'cancelled')"
    )
    _commercial_partner_id_received_date_idx = models.Index(
        "(commercial_partner_id, received_date)"
    )

    @api.depends("name", "subject")
    def _compute_display_name(self):
        for complaint in self:
            parts = (complaint.name, complaint.subject)
            complaint.display_name = " ".join(part for part in parts if part)

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        """Somebody at the customer complained for the customer."""
        partner = self.partner_id
        if partner and partner != partner.commercial_partner_id:
            self.person_id = partner
            self.partner_id = partner.commercial_partner_id
        if self.person_id.commercial_partner_id != self.partner_id:
            self.person_id = False

    @api.constrains("received_date")
    def _check_received_date(self):
        latest = fields.Datetime.now() + AHEAD
        if any(complaint.received_date > latest for complaint in self):
            raise ValidationError(
                self.env._("A complaint can't come from the future: correct the date.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_complaint_values(vals) for vals in vals_list]
        complaints = super().create(vals_list)
        complaints.partner_id._leave_care_trace()
        complaints._start()
        return complaints

    def write(self, vals):
        result = super().write(self._split_person(vals))
        if "partner_id" in vals:
            self.partner_id._leave_care_trace()
        return result

    @api.model
    def _prepare_complaint_values(self, vals):
        vals = self._split_person(vals)
        if vals.get("name", "/") == "/":
            company = vals.get("company_id") or self.env.company.id
            # sudo: a customer in the portal gets a number too
            sequence = self.env["ir.sequence"].sudo().with_company(company)
            vals["name"] = sequence.next_by_code("care.complaint") or "/"
        return vals

    @api.model
    def _split_person(self, vals):
        """Values in which a person given as the customer stands for its customer."""
        vals = dict(vals)
        partner = self.env["res.partner"].browse(vals.get("partner_id") or [])
        customer = partner.commercial_partner_id
        if customer and customer != partner:
            vals["partner_id"] = customer.id
            vals.setdefault("person_id", partner.id)
        return vals

    def _start(self):
        """What happens to new complaints; return them."""
        return self

    def _mail_get_partners(self, introspect_fields=False):
        # one only: the portal knows no more than one customer of a record
        return {complaint.id: complaint._get_contact() for complaint in self}

    def _get_contact(self):
        """The person who complained, else the customer."""
        return self.person_id or self.partner_id

    @api.model
    def _count_open(self, partners):
        """Return {commercial partner id: open complaints that the user may see}."""
        customers = partners.commercial_partner_id
        customers = customers.filtered(lambda one: one._has_care_trace("complaint"))
        if not customers or not self.has_access("read"):
            return {}
        groups = self._read_group(
            [
                ("commercial_partner_id", "in", customers.ids),
                ("state", "in", OPEN_STATES),
            ],
            ["commercial_partner_id"],
            ["__count"],
        )
        return {customer.id: count for customer, count in groups}

    @api.model
    def _get_list_action(self):
        """What buttons open: complaints of a domain that they add."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Complaints"),
            "res_model": self._name,
            "view_mode": "list,kanban,form,pivot",
            "help": self.env["ir.actions.actions"]._for_xml_id(
                "crm_customer_care.care_complaint_act"
            )["help"],
        }

    def action_open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [[False, "form"]],
        }

    def action_open_customer_complaints(self):
        """Open all complaints of the customer."""
        self.ensure_one()
        return self.commercial_partner_id.action_open_care_complaints()
