from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .care_strategy import QUADRANTS
from .profile_label import LabelInteger, LabelMany2one, LabelSelection, fill, follow


class CrmLead(models.Model):
    _inherit = "crm.lead"

    care_tier_id = LabelMany2one(related="partner_id.care_tier_id", string="Tier")
    care_tier_color = LabelInteger(
        related="partner_id.care_tier_color",
        string="Color of the Tier",
        aggregator=False,
    )
    care_segment = LabelSelection(related="partner_id.care_segment", string="Segment")
    care_quadrant = fields.Selection(
        QUADRANTS,
        string="Quadrant",
        compute="_compute_care_quadrant",
        search="_search_care_quadrant",
        help="Of the customer; an opportunity without one has a quadrant of its own.",
    )

    @api.depends("partner_id", "expected_revenue", "probability", "type", "won_status")
    @api.depends_context("company")
    def _compute_care_quadrant(self):
        # sudo: the quadrant is a label that every internal user may see
        known = self.sudo()
        if all(self._ids):
            values = follow(known, "partner_id", "care_quadrant")
        else:
            values = [lead.partner_id.care_quadrant or None for lead in known]
        fill(self._fields["care_quadrant"], self, values)
        policy = self.env["care.policy"]._get()
        for lead in self:
            if not lead.partner_id and lead._is_open_opportunity():
                lead.care_quadrant = policy._get_prospect_quadrant(
                    lead.expected_revenue, lead.probability
                )

    def _is_open_opportunity(self):
        return (
            self.type == "opportunity" and self.active and self.won_status == "pending"
        )

    def _search_care_quadrant(self, operator, value):
        if operator != "in":
            return NotImplemented
        alias = self._table
        # sudo: the search around it asks for the rights of the user
        query = self.sudo()._search(Domain.TRUE, active_test=False)
        query.add_where(
            SQL(
                "COALESCE(%s, '') IN %s",
                self._care_quadrant_to_sql(alias, query),
                tuple(code or "" for code in value) or ("-",),
            )
        )
        return Domain("id", "in", query)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "care_quadrant":
            return self._care_quadrant_to_sql(alias, query)
        return super()._field_to_sql(alias, field_expr, query)

    def _care_quadrant_to_sql(self, alias, query):
        # sudo: the quadrant is a label that every internal user may see
        partners, leads = self.env["res.partner"].sudo(), self.sudo()
        partner = query.make_alias(alias, "partner_id")
        query.add_join(
            "LEFT JOIN",
            partner,
            "res_partner",
            SQL(
                "%s = %s",
                SQL.identifier(alias, "partner_id"),
                SQL.identifier(partner, "id"),
            ),
        )
        policy = self.env["care.policy"]._get()

        def column(name):
            return super(CrmLead, leads)._field_to_sql(alias, name, query)

        return SQL(
            """CASE WHEN %(partner)s IS NOT NULL THEN %(customer)s
                    WHEN %(type)s = 'opportunity' AND %(active)s
                         AND %(status)s = 'pending' THEN %(own)s END""",
            partner=column("partner_id"),
            customer=partners._field_to_sql(partner, "care_quadrant", query),
            type=column("type"),
            active=column("active"),
            status=column("won_status"),
            own=policy._prospect_quadrant_to_sql(
                column("expected_revenue"), column("probability")
            ),
        )
