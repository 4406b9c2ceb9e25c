from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

from ...tools import contact_window
from ..classification.res_partner import APART, CARE_READER, EMPLOYEE


class Weekdays(fields.Char):
    """ISO digits of weekdays, kept sorted and once each: "12345"; empty is any day."""

    def convert_to_cache(self, value, record, validate=True):
        value = super().convert_to_cache(value, record, validate)
        return contact_window.sorted_days(value) or None if value else value

    def convert_to_column(self, value, record, values=None, validate=True):
        value = super().convert_to_column(value, record, values, validate)
        return contact_window.sorted_days(value) or None if value else value


class ResPartner(models.Model):
    """How, how often and when a contact wants to hear from us."""

    _inherit = "res.partner"

    care_channel_id = fields.Many2one(
        "care.channel",
        string="Preferred Channel",
        index="btree_not_null",
        prefetch=APART,
        groups=EMPLOYEE,
    )
    care_frequency_days = fields.Integer(
        string="Preferred Interval",
        aggregator=False,
        prefetch=APART,
        groups=EMPLOYEE,
        help="Days between two contacts that the customer asked for; 0: as the tier "
        "says.",
    )
    care_do_not_call = fields.Boolean(
        string="Do Not Call", prefetch=APART, groups=EMPLOYEE
    )
    # hours on the contact's own clock
    care_call_from = fields.Float(
        string="Call from", aggregator=False, prefetch=APART, groups=EMPLOYEE
    )
    care_call_to = fields.Float(
        string="Call until", aggregator=False, prefetch=APART, groups=EMPLOYEE
    )
    care_call_days = Weekdays(
        string="Call on",
        prefetch=APART,
        groups=EMPLOYEE,
        help="Weekdays on which a call is welcome; none marked: any day.",
    )
    care_tz = fields.Selection(
        _tz_get,
        string="Time Zone of the Contact",
        prefetch=APART,
        groups=EMPLOYEE,
        help="On whose clock the hours are read; empty: the clock of the customer, "
        "then of our company.",
    )
    care_consent_ids = fields.One2many(
        "care.consent", "partner_id", string="Consents", groups=CARE_READER
    )

    @api.constrains("care_call_from", "care_call_to")
    def _check_care_call_hours(self):
        for partner in self:
            start, end = partner.care_call_from, partner.care_call_to
            if (start or end) and not 0 <= start < end <= 24:
                raise ValidationError(
                    self.env._(
                        "The hours to call %(contact)s must lie between 0:00 and 24:00 "
                        "and begin before they end. Leave both empty for any hour.",
                        contact=partner.display_name,
                    )
                )

    @api.constrains("care_call_days")
    def _check_care_call_days(self):
        for partner in self:
            if not contact_window.are_days(partner.care_call_days or ""):
                raise ValidationError(
                    self.env._(
                        "Weekdays are the digits 1 (Monday) to 7 (Sunday), such as "
                        "12345: %(days)s is none of that.",
                        days=partner.care_call_days,
                    )
                )

    @api.constrains("care_frequency_days")
    def _check_care_frequency_days(self):
        if any(partner.care_frequency_days < 0 for partner in self):
            raise ValidationError(
                self.env._(
                    "The interval between two contacts is a number of days, 0 or more."
                )
            )
