from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class CareInvitation(models.Model):
    """What came of an event, as far as the reader may see those who were invited."""

    _inherit = "care.invitation"

    invited_count = fields.Integer(string="On the List", compute="_compute_counts")
    accepted_count = fields.Integer(string="Coming", compute="_compute_counts")
    guest_count = fields.Integer(
        string="Guests Brought Along",
        compute="_compute_counts",
        help="By those who come or were there.",
    )
    attended_count = fields.Integer(string="Were There", compute="_compute_counts")
    testimonial_count = fields.Integer(string="Testimonials", compute="_compute_result")
    deal_count = fields.Integer(
        string="Deals",
        compute="_compute_result",
        help="Purchases within the days after the event of customers who were there.",
    )
    deal_amount = fields.Monetary(string="Revenue", compute="_compute_result")
    referral_count = fields.Integer(string="Referrals", compute="_compute_result")
    attendee_cost = fields.Monetary(
        string="Cost per Attendee", compute="_compute_result"
    )

    @api.depends("line_ids.reply", "line_ids.is_attended", "line_ids.guests")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_counts(self):
        rows = self.env["care.invitation.line"]._read_group(
            [("invitation_id", "in", self._origin.ids)],
            ["invitation_id", "reply", "is_attended"],
            ["__count", "guests:sum"],
        )
        for event in self:
            own = [row[1:] for row in rows if row[0] == event._origin]
            event.invited_count = sum(count for *_group, count, _guests in own)
            event.accepted_count = sum(row[2] for row in own if row[0] == "yes")
            event.attended_count = sum(row[2] for row in own if row[1])
            event.guest_count = sum(row[3] for row in own if row[1] or row[0] == "yes")

    @api.depends("date", "result_days", "cost", "company_id")
    @api.depends("line_ids.is_attended", "line_ids.testimonial_date")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_result(self):
        for event in self:
            lines = event.line_ids._origin
            said = lines.filtered("testimonial_date")
            first, last = event._get_result_days()
            event.testimonial_count = len(
                said.filtered(
                    lambda line, first=first, last=last: (
                        first and first <= line.testimonial_date <= last
                    )
                )
            )
            customers = lines.filtered("is_attended").commercial_partner_id
            event.deal_count, event.deal_amount = event._get_deals(customers)
            event.referral_count = event._get_referral_count(customers)
            event.attendee_cost = event.cost / max(event.attended_count, 1)

    def _get_result_days(self):
        """First and last day on which something is a result of the event."""
        if not self.date:
            return None, None
        day = fields.Datetime.context_timestamp(self, self.date).date()
        return day, day + timedelta(days=self.result_days)

    def _get_deals(self, customers):
        """Number and revenue of the purchases of customers after the event."""
        first, last = self._get_result_days()
        if not customers or not first:
            return 0, 0
        # sudo: what is bought by customers whose attendance the reader may see
        policy = self.env["care.policy"].sudo()._get(self.company_id)
        self.env.flush_all()
        [[count, amount]] = self.env.execute_query(
            SQL(
                """SELECT count(*), COALESCE(sum(amount), 0) FROM (%s) d
                    WHERE partner_id = ANY(%s) AND date > %s AND date <= %s""",
                SQL(" UNION ALL ").join(
                    SQL("SELECT date, partner_id, amount FROM (%s) s", source)
                    for source in policy._care_purchase_sources().values()
                ),
                customers.ids,
                first,
                last,
            )
        )
        return count, amount

    def _get_referral_count(self, customers):
        """Hook: customers whom these brought within the days after the event. Areas
        that know of referrals extend it."""
        return 0

    def action_open_testimonials(self):
        """Open what those who were invited say about us."""
        action = self.action_open_lines()
        domain = [*action["domain"], ("testimonial_date", "!=", False)]
        return {**action, "name": self.env._("Testimonials"), "domain": domain}
