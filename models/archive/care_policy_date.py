from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...tools.occurrence import Rules


class CarePolicy(models.Model):
    """What to do in years that don't have a day."""

    _inherit = "care.policy"

    leap_day_rule = fields.Selection(
        [("feb28", "On 28 February"), ("mar1", "On 1 March")],
        string="Born on 29 February",
        required=True,
        default="feb28",
        help="In years without that day.",
    )
    leap_month_rule = fields.Selection(
        [("leap", "In the leap month"), ("regular", "In the regular month")],
        string="Born in a Lunar Leap Month",
        required=True,
        default="leap",
        help="In years that have this leap month again; in others it is always the "
        "regular month.",
    )
    bereavement_days = fields.Integer(
        string="Time of Mourning",
        required=True,
        default=365,
        help="Days after a bereavement in which nobody sends cheerful wishes.",
    )

    @api.constrains("bereavement_days")
    def _check_bereavement_days(self):
        if any(policy.bereavement_days < 0 for policy in self):
            raise ValidationError(
                self.env._("The time of mourning can't be negative: 0 is none.")
            )

    def write(self, vals):
        result = super().write(vals)
        if not {"leap_day_rule", "leap_month_rule"}.isdisjoint(vals):
            # sudo: next dates follow the policy, whoever edits it
            self.env["care.date"].sudo()._refresh_next_dates(
                SQL(
                    """(d.calendar = 'gregorian' AND d.month = 2 AND d.day = 29
                        OR d.leap_month)"""
                )
            )
        return result

    def _get_date_rules(self):
        return Rules(self.leap_day_rule, self.leap_month_rule)
