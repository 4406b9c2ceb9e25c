from odoo import api, fields, models
from odoo.fields import Domain

from ..classification.res_partner import CARE_READER
from .care_account import SALES_MODES

NAMES = ("sales_mode", "special_terms", "special_terms_until")


class ResPartner(models.Model):
    """Sales mode and special terms, kept for each company beside the contact."""

    _inherit = "res.partner"

    care_sales_mode = fields.Selection(
        SALES_MODES,
        string="Sales Mode",
        compute="_compute_care_account",
        inverse="_inverse_care_account",
        search="_search_care_sales_mode",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_special_terms = fields.Text(
        string="Special Terms",
        compute="_compute_care_account",
        inverse="_inverse_care_account",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_special_terms_until = fields.Date(
        string="Agreed until",
        compute="_compute_care_account",
        inverse="_inverse_care_account",
        compute_sudo=False,
        groups=CARE_READER,
    )

    def _get_care_accounts(self):
        """Return {customer id: terms} in the current company, whoever may see them."""
        found = [
            ("partner_id", "in", self.commercial_partner_id._origin.ids),
            ("company_id", "=", self.env.company.id),
        ]
        # sudo: who may see and write which is asked by those who call
        accounts = self.env["care.account"].sudo().search(found).sudo(False)
        return {account.sudo().partner_id.id: account for account in accounts}

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "uid")
    def _compute_care_account(self):
        own = self.env["care.account"].sudo(False)
        accounts = self._get_care_accounts()
        seen = own.union(*accounts.values())
        seen = seen._filtered_access("read") if own.has_access("read") else own
        for partner in self:
            account = accounts.get(partner.commercial_partner_id._origin.id, own) & seen
            for name in NAMES:
                partner[f"care_{name}"] = account[name]

    def _inverse_care_account(self):
        accounts = self._get_care_accounts()
        for partner in self:
            vals = {name: partner[f"care_{name}"] for name in NAMES}
            customer = partner.commercial_partner_id
            if account := accounts.get(customer.id):
                account.write(vals)
            elif any(vals.values()):
                key = {"company_id": self.env.company.id, "partner_id": customer.id}
                self.env["care.account"].sudo(False).create({**key, **vals})

    def _search_care_sales_mode(self, operator, value):
        if operator != "in":
            return NotImplemented
        accounts = self.env["care.account"].sudo(False)
        own = Domain("company_id", "=", self.env.company.id)
        modes = [mode for mode in value if mode]
        query = accounts._search(own & Domain("sales_mode", "in", modes))
        found = Domain("commercial_partner_id", "in", query.subselect("partner_id"))
        if False in value:
            known = accounts._search(own & Domain("sales_mode", "!=", False))
            known = known.subselect("partner_id")
            found |= Domain("commercial_partner_id", "not in", known)
        return found
