from odoo import api, models

from ...tools.sheet_columns import DEALS


class CareImportDeal(models.AbstractModel):
    """Deals: known by reference, else by day, amount, product, and which of these."""

    _name = "care.import.deal"
    _description = "Import of Earlier Deals"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = DEALS
    _care_model = "care.deal"
    _care_fields = {
        "date": "date",
        "amount": "amount",
        "currency": "currency_id",
        "margin": "margin",
        "reference": "reference",
    }

    @api.model
    def _match(self, lines, run):
        found = self._find_who(lines)
        lines = [line for line in found if not line.is_rejected]
        products = self._find_products(lines)
        for line in lines:
            line.vals = {"partner_id": found[line].id, **self._prepare_values(line)}
            if name := line.values.get("product"):
                product = products.get(name)
                line.vals |= (
                    {"product_id": product} if product else {"product_name": name}
                )
        known = self._get_known([line.vals["partner_id"] for line in lines], run)
        # who agrees in everything goes first, so that a changed row takes what is left
        for agrees in (True, False):
            for line in lines:
                if not line.record_id:
                    self._choose(line, known, agrees, run)

    @api.model
    def _find_products(self, lines):
        """Ids of products by name or code; other names are kept as text."""
        names = {line.values.get("product") for line in lines} - {None}
        found = {}
        for field in ("name", "default_code"):
            domain = [(field, "in", list(names))]
            for product in self.env["product.product"].search(domain):
                found.setdefault(product[field], set()).add(product.id)
        return {name: min(ids) for name, ids in found.items() if len(ids) == 1}

    @api.model
    def _get_known(self, partner_ids, run):
        """Deals of these customers that no row has taken, by both keys."""
        deals = self.env["care.deal"].search(
            [
                ("partner_id", "in", partner_ids),
                ("company_id", "=", self.env.company.id),
            ],
            order="id",
        )
        known = {}
        for deal in deals:
            if ("care.deal", deal.id) in run.claims:
                continue
            exact = self._get_key(
                deal.partner_id.id,
                deal.date,
                deal.amount,
                deal.product_id.id or deal.product_name,
            )
            keys = [(exact, None)]
            if deal.reference:
                keys += [
                    (exact, deal.reference),
                    (deal.partner_id.id, deal.reference),
                ]
            for key in keys:
                known.setdefault(key, []).append(deal.id)
        return known

    @api.model
    def _get_key(self, partner_id, day, amount, product):
        return partner_id, day, round(amount, 2), product or None

    @api.model
    def _choose(self, line, known, agrees, run):
        """Take the n-th of equal deals for the n-th of equal rows."""
        vals = line.vals
        reference = vals.get("reference")
        if agrees:
            product = vals.get("product_id") or vals.get("product_name")
            exact = self._get_key(
                vals["partner_id"], vals["date"], vals["amount"], product
            )
            key = (exact, reference)
        elif reference:
            key = (vals["partner_id"], reference)
        else:
            return
        for deal_id in known.get(key, ()):
            if ("care.deal", deal_id) not in run.claims:
                line.record_id = deal_id
                run.claim("care.deal", line)
                return
