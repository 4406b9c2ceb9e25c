from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

HANDLER = "crm_customer_care.group_complaint_handler"


class CareComplaint(models.Model):
    """Who takes a complaint keeps it until it is handed over, and that is logged."""

    _inherit = "care.complaint"

    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index=True,
        copy=False,
        domain=[("share", "=", False)],
        default=lambda self: self._default_user_id(),
        tracking=True,
        help="Who heard the customer first and answers for the complaint until it is "
        "handed over.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
    )
    handover_ids = fields.One2many(
        "care.complaint.handover", "complaint_id", string="Handovers", readonly=True
    )
    is_own = fields.Boolean(
        string="My Complaint",
        compute="_compute_is_own",
        search="_search_is_own",
        help="Mine, or of a customer of mine or of my team.",
    )

    @api.model
    def _default_user_id(self):
        """Whoever enters a complaint, if he may handle one."""
        me = self.env.user
        readers = (HANDLER, "crm_customer_care.group_user")
        mine = not self.env.su and any(me.has_group(group) for group in readers)
        return me if mine else me.browse()

    @api.depends("user_id")
    def _compute_team_id(self):
        for complaint in self:
            team = complaint.user_id.sale_team_id
            company = complaint.company_id
            if team and team.company_id in (company, team.company_id.browse()):
                complaint.team_id = team
            else:
                complaint.team_id = complaint.team_id

    @api.depends("user_id", "partner_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        # sudo: the domain says whose it is; the rules decide by it
        own = self.sudo().search([("id", "in", self.ids), ("is_own", "=", True)])
        for complaint in self:
            complaint.is_own = complaint._origin in own

    def _search_is_own(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_own_domain(self.env.user)
        return domain if True in value else ~domain

    @api.model
    def _get_own_domain(self, user):
        """Domain of the complaints of a user, of his customers and of his team's."""
        users = user.care_team_user_ids.ids
        customers = Domain("user_id", "in", [*users, False])
        return (
            Domain("user_id", "in", users)
            | Domain("profile_id", "any", customers)
            | Domain("is_new_own", "=", True)
        )

    @api.model
    def _prepare_complaint_values(self, vals):
        vals = super()._prepare_complaint_values(vals)
        if "user_id" not in vals:
            vals["user_id"] = self._get_default_user(vals).id
        return vals

    @api.model
    def _get_default_user(self, vals):
        """Who hears of a complaint first: whoever enters it, else who looks after the
        customer or is in charge of the cause."""
        me = self._default_user_id()
        if me:
            return me
        customer = self.env["res.partner"].browse(vals.get("partner_id") or [])
        cause = self.env["care.complaint.cause"].browse(vals.get("cause_id") or [])
        # sudo: a customer in the portal complains to somebody too
        return customer.sudo().user_id or cause.sudo()._get_owner()

    def action_take(self):
        """Take complaints for which nobody answers yet."""
        taken = self.filtered(lambda c: c.user_id and c.user_id != self.env.user)
        if taken:
            raise AccessError(
                self.env._(
                    "%(user)s answers for %(complaint)s. Ask for a handover.",
                    user=taken[0].user_id.name,
                    complaint=taken[0].display_name,
                )
            )
        self.write({"user_id": self.env.uid})

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        self._check_handover(vals["user_id"])
        before = {complaint: complaint.user_id for complaint in self}
        result = super().write(vals)
        self._log_handovers(before)
        return result

    def _check_handover(self, user_id):
        """Raise AccessError where somebody takes a complaint away from another one."""
        me = self.env.user
        if self.env.su or me.has_group("crm_customer_care.group_manager"):
            return
        for complaint in self:
            owner = complaint.user_id
            leader = owner.crm_team_member_ids.crm_team_id.user_id
            if owner.active and owner.id != user_id and me not in owner | leader:
                raise AccessError(
                    self.env._(
                        "%(user)s answers for %(complaint)s until handing it over. Ask "
                        "%(user)s, the leader of the team or a manager.",
                        user=owner.name,
                        complaint=complaint.display_name,
                    )
                )

    def _log_handovers(self, before):
        reason = self.env.context.get("care_handover_reason")
        # sudo: the log of handovers is not written by hand
        self.env["care.complaint.handover"].sudo().create(
            [
                {
                    "complaint_id": complaint.id,
                    "old_user_id": old.id,
                    "user_id": complaint.user_id.id,
                    "by_user_id": self.env.uid,
                    "reason": reason,
                }
                for complaint, old in before.items()
                if complaint.user_id != old
            ]
        )
