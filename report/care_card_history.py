from odoo import api, models
from odoo.fields import Datetime, Domain
from odoo.tools import SQL, format_amount, format_date

DEAL_LIMIT = 5


class ReportCareCard(models.AbstractModel):
    """Who of us looks after the customer, and what it bought last."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        for card in cards.values():
            # contacts come from the area that keeps them
            card.update(team=[], deals=[], contacts=[])
        self._add_team(cards)
        self._add_deals(cards)
        for card in cards.values():
            deals = sorted(card["deals"], key=lambda deal: deal[0], reverse=True)
            card["deals"] = [deal[1:] for deal in deals[:DEAL_LIMIT]]
        return cards

    def _add_team(self, cards):
        members = self.env["care.team.member"]
        if not members.has_access("read"):
            return
        domain = [
            ("partner_id", "in", list(cards)),
            ("company_id", "=", self.env.company.id),
        ]
        for member in members.search(domain, order="role, date_from, id"):
            card = cards[member.partner_id.id]
            card["team"].append(
                (
                    self._to_text(member, member._fields["role"]),
                    # sudo: a link shows its name, here as in every form
                    member.user_id.sudo().name,
                    format_date(self.env, member.date_from),
                )
            )

    def _add_deals(self, cards):
        customers = Domain("partner_id.commercial_partner_id", "in", list(cards))
        for deal in self._get_latest("care.deal", customers, "date"):
            # sudo: a link shows its name, here as in every form
            product = deal.product_id.sudo().name or deal.product_name
            what = [deal.reference, product]
            self._add_deal(cards, deal, deal.date, what, deal.amount)
        if self.env["care.policy"]._get().use_invoices:
            self._add_invoices(cards, customers)
        else:
            self._add_orders(cards, customers)

    def _add_invoices(self, cards, customers):
        kinds = ("out_invoice", "out_refund", "out_receipt")
        customers &= Domain("state", "=", "posted") & Domain("move_type", "in", kinds)
        for move in self._get_latest("account.move", customers, "invoice_date"):
            day, sign = move.invoice_date or move.date, -move.direction_sign
            amount = sign * move.amount_untaxed
            self._add_deal(cards, move, day, [move.name], amount)

    def _add_orders(self, cards, customers):
        customers &= Domain("state", "=", "sale")
        for order in self._get_latest("sale.order", customers, "date_order"):
            day = Datetime.context_timestamp(order, order.date_order).date()
            self._add_deal(cards, order, day, [order.name], order.amount_untaxed)

    def _add_deal(self, cards, deal, day, what, amount):
        cards[deal.partner_id.commercial_partner_id.id]["deals"].append(
            (
                day,
                format_date(self.env, day),
                ", ".join(text for text in what if text),
                format_amount(self.env, amount, deal.currency_id),
            )
        )

    def _get_latest(self, model, domain, date):
        """The latest records of every customer that the reader may read."""
        records = self.env[model]
        if not records.has_access("read"):
            return records
        domain &= Domain("company_id", "=", self.env.company.id)
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM (
                       SELECT d.id, row_number() OVER (
                                  PARTITION BY p.commercial_partner_id
                                  ORDER BY %(date)s DESC, d.id DESC) AS place
                         FROM %(table)s d JOIN res_partner p ON p.id = d.partner_id
                        WHERE d.id IN %(found)s) latest
                    WHERE place <= %(limit)s""",
                date=SQL.identifier("d", date, to_flush=records._fields[date]),
                table=SQL.identifier(records._table),
                found=records._search(domain).subselect(),
                limit=DEAL_LIMIT,
            )
        )
        return records.browse(number for [number] in rows)
