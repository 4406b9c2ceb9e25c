from odoo import fields, models

# every fact and the field that says what it is kept for
FACTS = {
    "income_band": "income_purpose",
    "assets": "assets_purpose",
    "family": "family_purpose",
    "home_address": "home_address_purpose",
    "taboos": "taboos_purpose",
    "secrets": "secrets_purpose",
}
INCOME_BANDS = [
    ("low", "Low"),
    ("middle", "Middle"),
    ("high", "High"),
    ("very_high", "Very High"),
]


class CareConfidential(models.Model):
    """What few may know of a contact; record rules keep it from all others."""

    _name = "care.confidential"
    _description = "Confidential Facts"
    _inherit = ["care.kept.record", "care.completeness.source"]
    _rec_name = "partner_id"
    _order = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, ondelete="cascade"
    )
    income_band = fields.Selection(INCOME_BANDS, string="Income")
    income_purpose = fields.Char(string="Income Kept for")
    assets = fields.Text()
    assets_purpose = fields.Char(string="Assets Kept for")
    family = fields.Text()
    family_purpose = fields.Char(string="Family Kept for")
    home_address = fields.Text()
    home_address_purpose = fields.Char(string="Home Address Kept for")
    taboos = fields.Text()
    taboos_purpose = fields.Char(string="Taboos Kept for")
    secrets = fields.Text()
    secrets_purpose = fields.Char(string="Secrets Kept for")

    _partner_uniq = models.Constraint(
        "UNIQUE(partner_id)",
        "The confidential facts of this contact are kept already: add to them.",
    )

    def _merge_partners(self, sources, target):
        """Let a merged contact keep all that was known of those it was made of: its own
        word comes first, another one stands below."""
        rows = self.search([("partner_id", "in", (sources | target).ids)], order="id")
        kept = rows.filtered(lambda row: row.partner_id == target) or rows[:1]
        for row in rows - kept:
            kept.write(
                {
                    name: self._merge_fact(kept, row, name)
                    for fact in FACTS.items()
                    for name in fact
                }
            )
        (rows - kept).unlink()
        kept.partner_id = target

    def _merge_fact(self, kept, row, name):
        """The value of a field out of two rows."""
        ours, theirs = kept[name], row[name]
        if name == "income_purpose":
            # a band cannot hold two: the other one is told beside it
            clash = kept.income_band and row.income_band != kept.income_band
            labels = dict(self._fields["income_band"]._description_selection(self.env))
            words = [ours, theirs, clash and labels.get(row.income_band)]
        else:
            words = [ours, theirs]
        if self._fields[name].type == "selection":
            return ours or theirs
        glue = "\n" if self._fields[name].type == "text" else "; "
        return glue.join(dict.fromkeys(filter(None, words))) or False
