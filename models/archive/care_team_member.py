from odoo import api, fields, models
from odoo.exceptions import ValidationError

ROLES = [
    ("sponsor", "Executive Sponsor"),
    ("backup", "Deputy"),
    ("technical", "Technical Support"),
    ("service", "Service"),
    ("delivery", "Delivery"),
    ("finance", "Finance"),
    ("other", "Other"),
]


class CareTeamMember(models.Model):
    """A colleague who looks after a customer beside its salesperson."""

    _name = "care.team.member"
    _description = "Member of a Customer's Team"
    _inherit = ["care.kept.record", "care.profile.link"]
    _order = "partner_id, role, id"
    _rec_name = "user_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Colleague",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("share", "=", False)],
        check_company=True,
    )
    role = fields.Selection(ROLES, required=True, default="backup")
    date_from = fields.Date(
        string="Since", required=True, default=fields.Date.context_today
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _member_uniq = models.Constraint(
        "UNIQUE(partner_id, user_id, role, company_id)",
        "This colleague has this role at the customer already.",
    )

    @api.constrains("partner_id")
    def _check_partner_id(self):
        for member in self:
            customer = member.partner_id.commercial_partner_id
            if customer != member.partner_id:
                raise ValidationError(
                    self.env._(
                        "A team looks after a whole customer: add it to "
                        "%(customer)s, not to %(person)s.",
                        customer=customer.name,
                        person=member.partner_id.name,
                    )
                )

    @api.constrains("user_id")
    def _check_user_id(self):
        for member in self:
            if member.user_id.share:
                raise ValidationError(
                    self.env._(
                        "%(user)s is a portal user: only colleagues can be in a team.",
                        user=member.user_id.name,
                    )
                )

    def _follow_partners(self, partners):
        """Move teams to the commercial entity that their customers belong to now."""
        members = self.search([("partner_id", "child_of", partners.ids)])
        for member in members:
            customer = member.partner_id.commercial_partner_id
            if customer == member.partner_id:
                continue
            same = customer.care_team_ids.filtered(
                lambda other, own=member: (
                    (other.user_id, other.role, other.company_id)
                    == (own.user_id, own.role, own.company_id)
                )
            )
            if same:
                member.unlink()
            else:
                member.partner_id = customer
