from odoo import fields, models


class CareChannel(models.Model):
    _name = "care.channel"
    _description = "Contact Channel"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    letter = fields.Char(
        string="Code Letter",
        required=True,
        help="Stands for the channel in the contact calendar and in imported sheets.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    cost = fields.Float(
        string="Cost per Contact",
        company_dependent=True,
        digits="Product Price",
        help="What one contact costs on average, in the currency of the company.",
    )
    counts_as_contact = fields.Boolean(
        default=True,
        help="Off: a gift or a greeting pleases, but replaces no conversation.",
    )
    color = fields.Integer()

    _letter_uniq = models.Constraint(
        "UNIQUE(letter)",
        "Another channel has this letter, maybe an archived one: choose a free one.",
    )
    _check_letter = models.Constraint(
        "CHECK(length(letter) = 1 AND letter = upper(letter) AND letter <> ' ')",
        "The letter of a channel is one character, in upper case.",
    )
