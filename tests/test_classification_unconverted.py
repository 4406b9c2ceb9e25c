from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestUnconverted(CareCommon):
    """Documents in a currency without a rate: all counted, a hundred named."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.franc = cls.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        cls.buyer = cls.customer()

    def deals(self, count, first=1):
        vals = {"partner_id": self.buyer.id, "currency_id": self.franc.id}
        vals.update(date="2026-06-01", amount=5)
        numbers = range(first, first + count)
        self.env["care.deal"].create([{**vals, "reference": f"D{n}"} for n in numbers])

    def left_out(self):
        """Number of documents, number of names, and how the list of them ends."""
        self.refresh()
        names = self.policy.unconverted_documents
        return self.policy.unconverted_count, names.count("(XQF)"), names[-1]

    def test_a_hundred_are_named(self):
        self.deals(100)
        self.assertEqual(self.left_out(), (100, 100, ")"))

    def test_of_more_a_hundred_are_named_and_all_are_counted(self):
        self.deals(101)
        self.assertEqual(self.left_out(), (101, 100, "…"))
        self.deals(40, first=102)
        self.assertEqual(self.left_out(), (141, 100, "…"))

    def test_a_document_without_reference_is_named_by_its_customer(self):
        self.deal(self.buyer, "2026-06-15", currency_id=self.franc.id)
        self.refresh()
        self.assertEqual(
            self.policy.unconverted_documents, "Customer, 2026-06-15 (XQF)"
        )

    def test_documents_of_all_sources_are_named_together(self):
        self.deal(self.buyer, currency_id=self.franc.id, reference="D1")
        pricelist = {"name": "Francs", "currency_id": self.franc.id}
        pricelist = self.env["product.pricelist"].create(pricelist)
        order = self.order(self.buyer, pricelist_id=pricelist.id)
        self.refresh()
        names = set(self.policy.unconverted_documents.split(", "))
        self.assertEqual(names, {"D1 (XQF)", f"{order.name} (XQF)"})
        self.assertFalse(self.profile(self.buyer))
