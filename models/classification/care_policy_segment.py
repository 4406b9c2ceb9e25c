from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class CarePolicy(models.Model):
    _inherit = "care.policy"

    lost_days = fields.Integer(
        string="Lost after",
        required=True,
        default=365,
        help="Days without a purchase after which a customer is lost – if its own "
        "rhythm is known, only after several of its usual intervals too.",
    )
    lost_intervals = fields.Float(
        string="Lost after Intervals",
        required=True,
        default=3.0,
        help="A customer with a known rhythm is lost only after this many of its "
        "usual intervals.",
    )
    dormant_days = fields.Integer(
        string="Dormant after",
        required=True,
        default=180,
        help="Days without a purchase after which a customer is dormant.",
    )
    potential_trend = fields.Float(
        string="Growth of Potential",
        required=True,
        default=30.0,
        help="Percent of growth over the window before from which a customer has "
        "potential.",
    )
    fan_ratings = fields.Integer(
        string="Ratings of a Fan",
        required=True,
        default=2,
        help="A customer with at least this many ratings, all of them 4 or 5 stars, "
        "is a fan.",
    )

    @api.constrains(
        "lost_days", "lost_intervals", "dormant_days", "potential_trend", "fan_ratings"
    )
    def _check_segments(self):
        for policy in self:
            if not 0 < policy.dormant_days <= policy.lost_days:
                raise ValidationError(
                    self.env._(
                        "A customer is dormant before it is lost: the days until "
                        "dormant must be above zero and at most the days until lost."
                    )
                )
            numbers = (policy.lost_intervals, policy.potential_trend)
            if min(numbers) < 0 or policy.fan_ratings < 1:
                raise ValidationError(
                    self.env._(
                        "Intervals and growth can't be negative, and a fan needs at "
                        "least one rating."
                    )
                )

    def _care_segment_signals(self, settings):
        """Return named SQL of facts beside purchases that decide a segment.

        Each gives (partner_id: commercial partner, signal: 'lost', 'dormant',
        'marginal', 'potential' or 'fan'). Areas with facts of their own add theirs.
        `settings` is the `RefreshSettings` of the run.
        """
        return {"ratings": self._signal_ratings()}

    def _signal_ratings(self):
        return SQL(
            """SELECT p.commercial_partner_id AS partner_id,
                      'fan' AS signal
                 FROM rating_rating r
                 JOIN res_partner p ON p.id = r.partner_id
                WHERE r.consumed AND r.rating >= 1
                GROUP BY 1
               HAVING count(*) >= %s AND min(r.rating) >= 4""",
            self.fan_ratings,
        )
