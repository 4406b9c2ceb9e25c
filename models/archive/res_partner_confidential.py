from odoo import api, fields, models
from odoo.fields import Domain

from ..classification.res_partner import CARE_READER
from .care_confidential import FACTS, INCOME_BANDS

COLUMNS = [name for fact in FACTS.items() for name in fact]


def fact(kind, name, *args, **kwargs):
    """Field of the contact for one of its confidential facts."""
    return kind(
        *args,
        **kwargs,
        compute="_compute_care_facts",
        inverse=lambda partners: partners._inverse_care_fact(name),
        search=lambda partners, operator, value: partners._search_care_fact(
            name, operator, value
        ),
        compute_sudo=False,
        groups=CARE_READER,
    )


class ResPartner(models.Model):
    """Confidential facts as if they stood on the contact, for those who may see them.

    Code that runs in sudo, such as a template or a report, sees what its user may see.
    """

    _inherit = "res.partner"

    # no way to filter, sort or export by: only `fact` fields keep to the rules in sudo
    care_confidential_ids = fields.One2many(
        "care.confidential", "partner_id", groups=fields.NO_ACCESS
    )
    care_income_band = fact(
        fields.Selection, "income_band", INCOME_BANDS, string="Income"
    )
    care_income_purpose = fact(fields.Char, "income_purpose", string="Income Kept for")
    care_assets = fact(fields.Text, "assets", string="Assets")
    care_assets_purpose = fact(fields.Char, "assets_purpose", string="Assets Kept for")
    care_family = fact(fields.Text, "family", string="Family")
    care_family_purpose = fact(fields.Char, "family_purpose", string="Family Kept for")
    care_home_address = fact(fields.Text, "home_address", string="Home Address")
    care_home_address_purpose = fact(
        fields.Char, "home_address_purpose", string="Home Address Kept for"
    )
    care_taboos = fact(fields.Text, "taboos", string="Taboos")
    care_taboos_purpose = fact(fields.Char, "taboos_purpose", string="Taboos Kept for")
    care_secrets = fact(fields.Text, "secrets", string="Secrets")
    care_secrets_purpose = fact(
        fields.Char, "secrets_purpose", string="Secrets Kept for"
    )

    def _get_care_confidential(self):
        """Rows of these contacts that the user may see, by contact."""
        rows = self.env["care.confidential"].sudo(False)
        silent = self.env.context.get("care_no_confidences")
        if rows.has_access("read") and not silent:
            own = [("partner_id", "in", self._origin.ids)]
            rows = rows.search_fetch(own, ["partner_id", *COLUMNS])
        return {row.partner_id.id: row for row in rows}

    @api.depends("care_is_confidant", *(f"care_confidential_ids.{c}" for c in COLUMNS))
    @api.depends_context("uid", "care_no_confidences")
    def _compute_care_facts(self):
        rows = self._get_care_confidential()
        nothing = self.env["care.confidential"]
        for partner in self:
            row = rows.get(partner._origin.id, nothing)
            for name in COLUMNS:
                partner[f"care_{name}"] = row[name]

    def _inverse_care_fact(self, name):
        rows = self._get_care_confidential()
        # sudo: hidden facts must neither be written over nor come twice
        every = self.env["care.confidential"].sudo()
        known = every.search([("partner_id", "in", self.ids)]).partner_id
        self.browse(set(known.ids).difference(rows))._refuse_confidences()
        new = []
        for partner in self:
            value = partner[f"care_{name}"]
            if row := rows.get(partner.id):
                row[name] = value
            elif value:
                new.append({"partner_id": partner.id, name: value})
        self.env["care.confidential"].sudo(False).create(new)

    def _search_care_fact(self, name, operator, value):
        if operator.startswith("not"):
            # Odoo negates what is found: a hidden value is like none
            return NotImplemented
        rows = self.env["care.confidential"].sudo(False)

        def having(domain):
            if not rows.has_access("read"):
                return Domain.FALSE
            found = rows._search(domain).subselect("partner_id")
            return Domain("id", "in", found)

        if operator != "in":
            return having(Domain(name, operator, value))
        domain = having(Domain(name, "in", [item for item in value if item]))
        if False in value or "" in value:
            domain |= ~having(Domain(name, "not in", [False, ""]))
        return domain
