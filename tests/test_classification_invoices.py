from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestInvoices(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.us")
        charts = cls.env["account.chart.template"]
        charts.try_loading("generic_coa", company=cls.company, install_demo=False)
        cls.buyer = cls.customer()
        cls.policy.write(
            {"use_orders": False, "use_invoices": True, "measure": "invoiced"}
        )

    def invoice(self, day="2026-03-10", amount=100, taxes=(), **vals):
        line = {"name": "Line", "price_unit": amount, "tax_ids": [Command.set(taxes)]}
        line["product_id"] = vals.pop("product", self.env["product.product"]).id
        vals = {"move_type": "out_invoice", "invoice_date": day, **vals}
        lines = {"invoice_line_ids": [Command.create(line)]}
        move = self.env["account.move"].create(
            {"partner_id": self.buyer.id, **lines, **vals}
        )
        move.action_post()
        return move

    def pay(self, invoice, amount, day):
        context = {"active_model": "account.move", "active_ids": invoice.ids}
        wizards = self.env["account.payment.register"].with_context(**context)
        wizards.create({"amount": amount, "payment_date": day})._create_payments()

    def bought(self, day="2026-06-30"):
        self.refresh(day)
        profile = self.profile(self.buyer)
        return profile.contribution, profile.order_count

    def test_posted_invoices_count_untaxed(self):
        tax = self.company.account_sale_tax_id
        self.assertGreater(self.invoice(amount=100, taxes=tax.ids).amount_total, 100)
        self.invoice(amount=900).button_draft()
        self.assertEqual(self.bought(), (100, 1))

    def test_orders_count_untaxed(self):
        vals = {"use_orders": True, "use_invoices": False, "measure": "ordered"}
        self.policy.write(vals)
        order = self.order(self.buyer)
        order.order_line.tax_ids = self.company.account_sale_tax_id
        self.assertGreater(order.amount_total, 100)
        self.assertEqual(self.bought(), (100, 1))

    def test_credit_notes_change_the_sum_only(self):
        self.invoice()
        self.invoice("2026-05-01", 30, move_type="out_refund")
        self.assertEqual(self.bought(), (70, 1))
        profile = self.profile(self.buyer)
        self.assertEqual(profile.last_purchase_date, date(2026, 3, 10))

    def test_vendor_bills_do_not_count(self):
        self.invoice(move_type="in_invoice")
        self.assertEqual(self.bought(), (0, 0))

    def test_orders_do_not_count_beside_invoices(self):
        self.order(self.buyer, amount=500)
        self.invoice()
        self.assertEqual(self.bought(), (100, 1))

    def test_invoices_count_at_the_rate_of_their_own_day(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        for day, rate in (("2026-01-01", 0.5), ("2026-05-01", 0.8)):
            vals = {"currency_id": euro.id, "name": day, "rate": rate}
            self.env["res.currency.rate"].create(vals)
        self.invoice("2026-03-10", 80, currency_id=euro.id)
        self.invoice("2026-06-01", 80, currency_id=euro.id)
        self.assertEqual(self.bought(), (160 + 100, 2))

    def test_invoices_and_credit_notes_without_rate_are_left_out_and_named(self):
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        self.invoice()
        invoice = self.invoice(amount=5000, currency_id=franc.id)
        vals = {"move_type": "out_refund", "currency_id": franc.id}
        note = self.invoice("2026-05-01", 30, **vals)
        self.assertEqual(self.bought(), (100, 1))
        self.assertEqual(self.left_out(), {f"{m.name} (XQF)" for m in invoice | note})
        self.rate(franc, 50)
        self.assertEqual(self.bought(), (100 + 5000 / 50 - 30 / 50, 2))
        self.assertFalse(self.left_out())

    def test_payments_of_invoices_without_rate_are_left_out_and_named(self):
        self.policy.measure = "paid"
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        self.pay(self.invoice(), 40, "2026-04-01")
        invoice = self.invoice(amount=5000, currency_id=franc.id)
        self.pay(invoice, 1000, "2026-04-01")
        self.assertLess(invoice.amount_residual, 5000)
        self.assertEqual(self.bought(), (40, 1))
        self.assertEqual(self.left_out(), {f"{invoice.name} (XQF)"})
        self.rate(franc, 50)
        self.assertEqual(self.bought(), (40 + 1000 / 50, 2))
        self.assertFalse(self.left_out())

    def rate(self, currency, rate):
        vals = {"currency_id": currency.id, "name": "2026-01-01", "rate": rate}
        self.env["res.currency.rate"].create({"company_id": self.company.id, **vals})

    def left_out(self):
        """Names of the documents left out, as many as are counted."""
        names = (self.policy.unconverted_documents or "").split(", ")
        names = set(names) - {""}
        self.assertEqual(self.policy.unconverted_count, len(names))
        return names

    def test_payments_count_untaxed_at_the_day_of_payment(self):
        self.policy.measure = "paid"
        invoice = self.invoice("2025-05-10", 100, self.company.account_sale_tax_id.ids)
        self.pay(invoice, invoice.amount_total / 4, "2025-06-30")
        self.pay(invoice, invoice.amount_total / 2, "2026-03-01")
        self.assertEqual(self.bought(), (50, 0))
        profile = self.profile(self.buyer)
        self.assertEqual(profile.previous_contribution, 25)
        self.assertEqual(profile.last_purchase_date, date(2025, 5, 10))

    def test_what_is_paid_after_the_day_waits(self):
        self.policy.measure = "paid"
        invoice = self.invoice()
        self.pay(invoice, 60, "2026-07-01")
        self.assertEqual(self.bought(), (0, 1))
        self.assertEqual(self.bought("2026-07-01"), (60, 1))

    def test_an_invoice_settled_by_a_credit_note_is_not_paid(self):
        self.policy.measure = "paid"
        invoice = self.invoice()
        note = self.invoice("2026-04-01", 100, move_type="out_refund")
        lines = (invoice | note).line_ids
        lines.filtered(lambda line: line.account_type == "asset_receivable").reconcile()
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual(self.bought(), (0, 1))

    def test_distinct_products_are_counted_once(self):
        self.policy.measure = "products"
        first, second = self.product(), self.product()
        self.invoice("2025-05-10", product=first)
        for product in (first, first, second):
            self.invoice(product=product)
        self.invoice(move_type="out_refund", product=self.product())
        self.assertEqual(self.bought()[0], 2)
        self.assertEqual(self.profile(self.buyer).previous_contribution, 1)

    def test_the_card_lists_invoices_where_these_count(self):
        self.invoice(amount=100)
        self.invoice("2026-05-01", 30, move_type="out_refund")
        self.order(self.buyer)
        self.assertEqual(self.amounts_on_card(), ["$ -30.00", "$ 100.00"])
        self.policy.write(
            {"use_orders": True, "use_invoices": False, "measure": "ordered"}
        )
        self.assertEqual(len(self.amounts_on_card()), 1)

    def amounts_on_card(self):
        reports = self.env["report.crm_customer_care.care_card"]
        report = reports.with_user(self.user("sales_manager"))._as_reader()
        cards = report._care_card_values(report._get_customers(self.buyer.ids))
        deals = cards[self.buyer.id]["deals"]
        return [
            amount.replace("\xa0", " ").replace("\ufeff", "")
            for *_what, amount in deals
        ]
