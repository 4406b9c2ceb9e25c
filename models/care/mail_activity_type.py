from odoo import fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    care_channel_id = fields.Many2one(
        "care.channel",
        string="Contact by",
        index="btree_not_null",
        help="A done activity of this type on a customer goes into the contact log, as "
        "a contact by this channel. Leave it empty for what is no contact.",
    )
