from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class CareRevisitForm(models.TransientModel):
    """What came out of a planned contact, or of several: into the log, and on."""

    _name = "care.revisit.form"
    _description = "Result of a Planned Contact"
    _inherit = ["care.touch.entry"]

    revisit_ids = fields.Many2many(
        "care.revisit", string="Planned Contacts", required=True
    )
    is_bulk = fields.Boolean(string="Many", compute="_compute_customer_id")
    customer_id = fields.Many2one("res.partner", compute="_compute_customer_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="With",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
    )
    effective = fields.Boolean(
        string="Reached",
        default=True,
        help="Off: nobody answered, so the contact stays planned.",
    )
    # result
    summary = fields.Char(string="Result")
    product_usage = fields.Text(help="What the customer uses, and how it goes.")
    need_ids = fields.One2many("care.revisit.form.need", "form_id", string="Needs")
    introduction = fields.Selection(
        selection=lambda self: (
            self.env["care.touch"]
            ._fields["introduction"]
            ._description_selection(self.env)
        )
    )
    introduced_name = fields.Char(string="Introduced")
    next_date = fields.Date(
        string="Next Contact", help="Empty: as the customer's tier requires."
    )
    # beside it
    remark = fields.Char(compute="_compute_remark")
    banner = fields.Html(compute="_compute_banner", sanitize=False)
    briefing = fields.Html(compute="_compute_banner", sanitize=False)

    @api.depends("revisit_ids")
    def _compute_customer_id(self):
        for form in self:
            customers = form.revisit_ids.partner_id
            form.is_bulk = len(form.revisit_ids) > 1
            form.customer_id = len(customers) == 1 and customers

    @api.depends("customer_id")
    def _compute_partner_id(self):
        for form in self:
            form.partner_id = form.partner_id or form.customer_id

    @api.depends("revisit_ids")
    def _compute_channel_id(self):
        for form in self:
            revisit = form.revisit_ids[:1]
            wished = form.partner_id.care_channel_id
            allowed = revisit.cadence_id.channel_ids
            if allowed and wished not in allowed:
                wished = allowed[:1]
            form.channel_id = (
                form.channel_id or wished or revisit._get_default_channel()
            )

    @api.depends("revisit_ids", "channel_id", "effective")
    def _compute_remark(self):
        for form in self:
            open_ones = form.revisit_ids.filtered(
                lambda one, to=form: not to._meets(one)
            )
            form.remark = False
            if not form.effective:
                form.remark = self.env._(
                    "It goes into the log, and the contact stays planned: say when you "
                    "try again."
                )
            elif open_ones and form.channel_id:
                names = open_ones.cadence_id.channel_ids.mapped("name")
                form.remark = self.env._(
                    "It goes into the log, but what is planned is: %(channels)s. That "
                    "stays planned.",
                    channels=", ".join(names),
                )

    @api.depends("revisit_ids", "partner_id")
    def _compute_banner(self):
        for form in self:
            form.banner = form.partner_id._origin._get_care_banner()
            form.briefing = not form.is_bulk and form.revisit_ids._origin.briefing

    def _meets(self, revisit):
        """Whether what was done is what was planned."""
        channels = revisit.cadence_id.channel_ids
        return self.effective and (not channels or self.channel_id in channels._origin)

    def action_log(self):
        """Log the contact, complete what was planned, and plan the next one."""
        self.ensure_one()
        self.revisit_ids._check_own()
        self.revisit_ids._check_planned()
        today = self.revisit_ids[:1]._get_today()
        if self.next_date and self.next_date <= today:
            raise UserError(
                self.env._("Choose a day after today for the next contact.")
            )
        for revisit in self.revisit_ids:
            self._log_result(revisit)
        return self._notify_logged()

    def _log_result(self, revisit):
        """Log one contact and do what follows from it."""
        activity, is_met = revisit.activity_id, self._meets(revisit)
        touch = self.env["care.touch"].create(self._prepare_touch_values(revisit))
        self._create_needs(touch)
        if is_met:
            # sudo: in charge of the customer, though not of the table
            revisit.sudo()._complete(touch)
            # sudo: the chatter tells that it is done, and no more
            activity.sudo()._with_care_planner()._action_done()
        self._plan_next(revisit)
        self._care_revisit_form_extras(revisit, touch)

    def _prepare_touch_values(self, revisit):
        partner = self.partner_id
        if partner.commercial_partner_id != revisit.partner_id:
            partner = revisit.partner_id
        return {
            "partner_id": partner.id,
            "company_id": revisit.company_id.id,
            "channel_id": self.channel_id.id,
            "date": self.date,
            "duration": self.duration,
            "summary": self.summary,
            "note": self.note,
            "effective": self.effective,
            "product_usage": self.product_usage,
            "satisfaction": self.satisfaction,
            "introduction": self.introduction,
            "introduced_name": self.introduced_name,
            "res_model": "care.revisit",
            "res_id": revisit.id,
            "source": self._meets(revisit) and revisit._get_source(),
        }

    def _create_needs(self, touch):
        needs = self.env["care.need"].create(
            [
                {"name": line.name, "kind": line.kind, "touch_id": touch.id}
                for line in self.need_ids
            ]
        )
        for need, line in zip(needs, self.need_ids, strict=True):
            if line.has_lead:
                need.action_create_lead()

    def _plan_next(self, revisit):
        """Move what is planned after this contact to the day that was agreed."""
        if not self.next_date:
            return
        planned = revisit
        if revisit.state != "planned":
            # sudo: in charge of the customer, though not of the table
            planned = revisit.sudo()._get_planned()
        reason = self.env._("Agreed with the customer.")
        if not self.effective:
            reason = self.env._("Not reached.")
        planned._redate(self.next_date, reason)

    def _care_revisit_form_extras(self, revisit, touch):
        """Hook: a contact was logged. Areas that ask for more extend it."""

    def _notify_logged(self):
        # sudo: the next day is told to whoever has just been in contact
        planned = self.revisit_ids.sudo()._get_planned()
        message = self.env._("%(count)s contacts logged.", count=len(self.revisit_ids))
        if not self.is_bulk:
            message = self.env._(
                "Contact with %(name)s logged.", name=self.customer_id.name
            )
            if planned:
                message += " " + self.env._(
                    "The next one: %(day)s.",
                    day=format_date(self.env, planned.due_date),
                )
        return self._close_with(message)
