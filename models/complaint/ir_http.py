from odoo import models


class IrHttp(models.AbstractModel):
    """The conversation of a complaint's page is drawn by `mail`."""

    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        return [*super()._get_translation_frontend_modules_name(), "mail"]
