from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

# what contacts in the log repeat
TOLD = {"name", "date", "channel_id", "user_id"}


class CareInvitation(models.Model):
    """An event to which customers are invited: whom, who comes, what came of it."""

    _name = "care.invitation"
    _description = "Invitation to an Event"
    _inherit = ["care.audience"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Event", required=True)
    active = fields.Boolean(default=True)
    date = fields.Datetime(string="Begins")
    location = fields.Char()
    state = fields.Selection(
        [
            ("draft", "Preparing"),
            ("open", "Inviting"),
            ("done", "Held"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        check_company=True,
    )
    channel_id = fields.Many2one(
        "care.channel",
        string="Attendance Counts as",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.ref("crm_customer_care.channel_meeting", False),
        help="The channel by which whoever came is in the contact log.",
    )
    description = fields.Html(
        string="Text", help="What the letter or mail says, after the salutation."
    )
    has_children = fields.Boolean(
        string="With Children Only",
        help="For a family event: people of whom a relation says that they have a "
        "child, as far as you may see their relations.",
    )
    line_ids = fields.One2many("care.invitation.line", "invitation_id", string="List")
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost = fields.Monetary(help="What the event cost us in all.")
    result_days = fields.Integer(
        string="Result within",
        required=True,
        default=90,
        help="Days after the event in which deals and testimonials of those who came "
        "count as its result.",
    )

    _check_cost = models.Constraint(
        "CHECK(cost >= 0)", "An event can't cost less than nothing."
    )
    _check_result_days = models.Constraint(
        "CHECK(result_days BETWEEN 1 AND 3650)",
        "The result is counted over 1 to 3,650 days.",
    )

    @api.depends("has_children")
    def _compute_audience_count(self):
        return super()._compute_audience_count()

    @api.depends("has_children")
    def _compute_audience_text(self):
        result = super()._compute_audience_text()
        for event in self.filtered("has_children"):
            parts = (event.audience_text, self.env._("with children"))
            event.audience_text = " · ".join(part for part in parts if part)
        return result

    def write(self, vals):
        result = super().write(vals)
        if not TOLD.isdisjoint(vals):
            # sudo: the log follows the event, also of customers of others
            lines = self.sudo().line_ids
            lines._check_is_attended()
            lines._repeat_touches()
        return result

    def _is_everybody(self):
        return super()._is_everybody() and not self.has_children

    def _get_audience_domain(self):
        domain = super()._get_audience_domain() & Domain("care_deceased", "=", False)
        if not self.has_children:
            return domain
        child = self.env.ref("crm_customer_care.relation_kind_child")
        # as seen from one side or from the other
        sides = [
            Domain("id", "in", self._select_relations(child, is_reversed, side))
            for is_reversed, side in ((False, "partner_id"), (True, "other_id"))
        ]
        return domain & Domain.OR(sides)

    def _select_relations(self, kind, is_reversed, side):
        query = self.env["care.relation"]._search(
            [("kind_id", "=", kind.id), ("is_reversed", "=", is_reversed)]
        )
        return query.subselect(SQL.identifier(query.table, side))

    def action_add_audience(self):
        """Put the contacts of the audience whom the user looks after on the list."""
        self.ensure_one()
        if self._is_everybody():
            raise UserError(
                self.env._(
                    "Say whom to invite first: tiers, segments, tags, or more "
                    "conditions."
                )
            )
        lines = self.env["care.invitation.line"]
        # sudo: who is on the list already, whoever put him there
        known = lines.sudo().search([("invitation_id", "=", self.id)]).partner_id
        own = lines._get_own_customers_domain(self.company_id)
        people = self._get_audience_people(own) - known
        lines.create(
            [{"invitation_id": self.id, "partner_id": contact.id} for contact in people]
        )
        return self._notify(
            self.env._("%(count)s contacts were put on the list.", count=len(people))
        )

    def _notify(self, message, kind="success"):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_open_lines(self):
        """Open the list of those who are invited."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_customer_care.care_invitation_line_action"
        )
        return {
            **action,
            "domain": [("invitation_id", "=", self.id)],
            "context": {"default_invitation_id": self.id},
        }

    def action_start(self):
        self.state = "open"

    def action_finish(self):
        """The event was held: from now on its result is shown."""
        if any(not event.date or event.date > fields.Datetime.now() for event in self):
            raise UserError(
                self.env._("Set the day on which the event began; it must be over.")
            )
        self.state = "done"

    def action_cancel(self):
        self.state = "cancelled"

    def action_reset(self):
        self.state = "draft"
