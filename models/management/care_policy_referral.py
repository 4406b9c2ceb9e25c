from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Who recommends us is a fan."""

    _inherit = "care.policy"

    fan_referrals = fields.Integer(
        string="Referrals of a Fan",
        required=True,
        default=2,
        help="A customer that brought at least this many others is a fan; those that "
        "came to nothing do not count.",
    )

    @api.constrains("fan_referrals")
    def _check_fan_referrals(self):
        if any(policy.fan_referrals < 1 for policy in self):
            raise ValidationError(
                self.env._("A fan brought at least one other customer.")
            )

    def _care_segment_signals(self, settings):
        signals = super()._care_segment_signals(settings)
        signals["referrals"] = SQL(
            """SELECT r.commercial_partner_id AS partner_id, 'fan' AS signal
                 FROM care_referral r
                WHERE r.company_id = %s AND r.state <> 'lost' AND r.date <= %s
                GROUP BY 1
               HAVING count(*) >= %s""",
            self.company_id.id,
            settings.as_of,
            self.fan_referrals,
        )
        return signals

    def _care_recent_sources(self, since):
        recent = SQL(
            """SELECT r.commercial_partner_id AS partner_id FROM care_referral r
                WHERE r.company_id = %s AND r.write_date >= %s""",
            self.company_id.id,
            since,
        )
        return {**super()._care_recent_sources(since), "referrals": recent}
