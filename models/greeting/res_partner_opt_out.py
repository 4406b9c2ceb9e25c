from werkzeug.urls import url_join

from odoo import models
from odoo.tools import consteq, hmac


class ResPartner(models.Model):
    """The link by which a contact refuses mails that are sent by themselves."""

    _inherit = "res.partner"

    def _get_care_opt_out_url(self):
        self.ensure_one()
        path = f"/care/opt-out/{self.id}/{self._get_care_opt_out_token()}"
        return url_join(self.get_base_url(), path)

    def _get_care_opt_out_token(self):
        # sudo: the secret of the database signs it
        contact = self.sudo()
        signed = (contact.id, contact.email_normalized)
        return hmac(contact.env, "care-opt-out", signed)

    def _check_care_opt_out_token(self, token):
        known = self._get_care_opt_out_token()
        return bool(token) and token.isascii() and consteq(known, token)

    def _care_opt_out(self):
        """Put the address of the contact on the blacklist of Odoo."""
        self.ensure_one()
        if self.email_normalized:
            # sudo: the contact itself decides
            self.env["mail.blacklist"].sudo()._add(
                self.email_normalized,
                message=self.env._("Refused by the link in a greeting."),
            )
