from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

MERGED = [
    *("sent_by", "sent_date", "mail_id", "reply", "guests", "is_attended", "note"),
    *("testimonial", "testimonial_date", "photo", "may_quote", "may_show_photo"),
    *("permission_date", "permission_note"),
]
ALL_CUSTOMERS = "sales_team.group_sale_salesman_all_leads"


class CareInvitationLine(models.Model):
    """A contact who is invited: reply, attendance, and what he says about us."""

    _name = "care.invitation.line"
    _description = "Invited Contact"
    _inherit = ["care.touch.cause"]
    _order = "invitation_id desc, id"
    _rec_name = "partner_id"
    _check_company_auto = True
    _care_fact = "is_attended"
    _care_repeated = ("partner_id",)

    invitation_id = fields.Many2one(
        "care.invitation",
        string="Event",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="invitation_id.company_id", store=True, precompute=True, index=True
    )
    event_date = fields.Datetime(related="invitation_id.date", string="Begins")
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    user_id = fields.Many2one(
        related="commercial_partner_id.user_id", string="Salesperson"
    )
    # invited
    sent_by = fields.Selection(
        [("mail", "Mail"), ("letter", "Letter"), ("person", "In Person")],
        string="Invited by",
        copy=False,
        index=True,
    )
    sent_date = fields.Date(string="Invited on", copy=False)
    # answered
    reply = fields.Selection(
        [("yes", "Comes"), ("maybe", "Perhaps"), ("no", "Does not Come")],
        copy=False,
        index=True,
    )
    guests = fields.Integer(help="People whom the contact brings along.", copy=False)
    is_attended = fields.Boolean(
        string="Was There", copy=False, help="Puts a contact into the contact log."
    )
    note = fields.Char(help="Diet, arrival, table …")
    # testimonial
    testimonial = fields.Text(copy=False, help="What the contact says about us.")
    testimonial_date = fields.Date(string="Said on", copy=False)
    photo = fields.Image(max_width=1920, max_height=1920, copy=False)
    may_quote = fields.Boolean(
        string="We May Quote",
        copy=False,
        help="The contact has allowed us to use the text under his name.",
    )
    may_show_photo = fields.Boolean(
        string="We May Show the Photo",
        copy=False,
        help="Everybody who can be made out has allowed us to show it.",
    )
    permission_date = fields.Date(string="Allowed on", copy=False)
    permission_note = fields.Char(
        string="How Allowed",
        copy=False,
        help="Where the permission can be found: a mail, a signed form.",
    )

    _partner_uniq = models.Constraint(
        "UNIQUE(invitation_id, partner_id)", "This contact is on the list already."
    )
    _check_guests = models.Constraint(
        "CHECK(guests BETWEEN 0 AND 1000)", "The number of guests is 0 or more."
    )

    @api.constrains("is_attended", "invitation_id")
    def _check_is_attended(self):
        now = fields.Datetime.now()
        for line in self.filtered("is_attended"):
            begin = line.invitation_id.date
            if not begin or begin > now:
                raise ValidationError(
                    self.env._(
                        "%(event)s has not begun yet: set the day on which it took "
                        "place before you note who was there.",
                        event=line.invitation_id.name,
                    )
                )

    @api.constrains("testimonial", "photo", "may_quote", "may_show_photo")
    def _check_permission(self):
        for line in self:
            if (line.may_quote and not line.testimonial) or (
                line.may_show_photo and not line.photo
            ):
                raise ValidationError(
                    self.env._(
                        "%(contact)s: a permission is for a text or a photo that is "
                        "kept here. Add it first.",
                        contact=line.partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_dates(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_dates(vals))

    @api.model
    def _with_dates(self, vals):
        """Date what is noted without a date: a text, a permission."""
        today = fields.Date.context_today(self)
        dates = {
            "testimonial_date": vals.get("testimonial"),
            "permission_date": vals.get("may_quote") or vals.get("may_show_photo"),
            "sent_date": vals.get("sent_by"),
        }
        missing = [name for name, said in dates.items() if said and name not in vals]
        return {**vals, **dict.fromkeys(missing, today)}

    def action_attend(self):
        """Note that these were there."""
        self.is_attended = True

    def action_accept(self):
        self.reply = "yes"

    def action_refuse(self):
        self.reply = "no"

    def _has_happened(self):
        return self.is_attended

    def _prepare_touch_values(self):
        invitation = self.invitation_id
        return {
            **super()._prepare_touch_values(),
            "channel_id": invitation.channel_id.id,
            "date": invitation.date,
            "user_id": (invitation.user_id or self.env.user).id,
            "summary": invitation.name,
        }

    def _get_movable(self):
        """Those of these lines of persons that may become their company's: one per
        event that the company is not invited to already."""
        customers = self.search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("invitation_id", "in", self.invitation_id.ids),
            ]
        )
        taken = {(line.invitation_id, line.partner_id) for line in customers}
        movable = self.browse()
        for line in self:
            key = (line.invitation_id, line.commercial_partner_id)
            if key not in taken:
                taken.add(key)
                movable |= line
        return movable

    def _learn(self, others):
        """Take over what other lines of the same event, of contacts that become one,
        know; they and their contacts in the log go."""
        if not others:
            return
        known = {
            name: next(line[name] for line in others if line[name])
            for name in MERGED
            if not self[name] and any(line[name] for line in others)
        }
        others.unlink()
        self.write(known)

    @api.model
    def _get_own_customers_domain(self, company):
        """Domain of the contacts whose lines the user may write, as the rules say."""
        user = self.env.user
        if user.has_groups(f"{ALL_CUSTOMERS},crm_customer_care.group_manager"):
            return Domain.TRUE
        profiles = self.env["care.profile"].with_context(active_test=False)
        of_company = Domain("company_id", "=", company.id)

        def customers(**options):
            query = profiles._search(of_company, **options)
            return query.subselect(SQL.identifier(query.table, "partner_id"))

        nobody = Domain(
            "commercial_partner_id", "not in", customers(bypass_access=True)
        )
        free = Domain("commercial_partner_id.user_id", "in", [user.id, False])
        return Domain("commercial_partner_id", "in", customers()) | nobody & free
