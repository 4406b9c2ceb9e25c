from odoo import fields, models


class CareTouchDropped(models.Model):
    """A fact whose touch somebody deleted: it doesn't come back by itself."""

    _name = "care.touch.dropped"
    _description = "Deleted Contact"
    _log_access = False

    source = fields.Char(required=True)

    _source_uniq = models.Constraint("UNIQUE(source)", "It is deleted already.")
