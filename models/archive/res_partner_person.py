from odoo import fields, models

from ..classification.res_partner import APART, CARE_READER, EMPLOYEE


class ResPartner(models.Model):
    """The archive of a person; the occupation is Odoo's job position."""

    _inherit = "res.partner"

    care_gender = fields.Selection(
        [("female", "Female"), ("male", "Male"), ("other", "Other")],
        string="Gender",
        prefetch=APART,
        groups=CARE_READER,
    )
    care_education = fields.Selection(
        [
            ("school", "School"),
            ("vocational", "Vocational Training"),
            ("bachelor", "Bachelor"),
            ("master", "Master"),
            ("doctor", "Doctorate"),
            ("other", "Other"),
        ],
        string="Education",
        prefetch=APART,
        groups=CARE_READER,
    )
    care_personality = fields.Char(
        string="Personality",
        prefetch=APART,
        groups=CARE_READER,
        help="A few words that help whoever meets the person for the first time.",
    )
    care_interest_ids = fields.Many2many(
        "care.interest",
        "care_partner_interest_rel",
        "partner_id",
        "interest_id",
        string="Interests",
        groups=CARE_READER,
    )
    care_gift_preferences = fields.Text(
        string="Gift Preferences", prefetch=APART, groups=CARE_READER
    )
    care_service_hints = fields.Text(
        string="Hints for Service",
        prefetch=APART,
        groups=CARE_READER,
        help="What makes this contact feel well looked after.",
    )
    # events
    care_deceased = fields.Boolean(string="Deceased", prefetch=APART, groups=EMPLOYEE)
    care_bereaved_until = fields.Date(
        string="In Mourning until",
        prefetch=APART,
        groups=EMPLOYEE,
        help="Up to this day nobody sends cheerful wishes.",
    )
