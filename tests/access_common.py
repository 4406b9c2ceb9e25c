from .common import CareCommon

AMOUNTS = ["contribution", "stability", "trend", "average_order"]


class AccessCommon(CareCommon):
    """Customers of a salesperson (100), of nobody (30), of another one (700, 900)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller, cls.colleague = cls.user("salesperson"), cls.user("salesperson")
        cls.own = cls.customer(name="Own", user_id=cls.seller.id)
        cls.free = cls.customer(name="Free")
        cls.big = cls.customer(name="Big", user_id=cls.colleague.id)
        cls.bigger = cls.customer(name="Bigger", user_id=cls.colleague.id)
        cls.customers = cls.own | cls.free | cls.big | cls.bigger
        amounts = zip(cls.customers, (100, 30, 700, 900), strict=True)
        for customer, amount in amounts:
            cls.deal(customer, "2026-02-10", amount)
        cls.refresh("2026-06-30")

    def seen(self, model, domain=(), user=None, **options):
        """Customers whose records a user finds, in order."""
        records = self.env[model].with_user(user or self.seller)
        of_test = [("partner_id", "in", self.customers.ids)]
        return records.search(of_test + list(domain), **options).partner_id

    def partners(self, user=None):
        self.env.invalidate_all()
        return self.customers.with_user(user or self.seller)

    def find(self, *conditions, user=None, order="id"):
        """Names of partners found."""
        domain = [("id", "in", self.customers.ids), *conditions]
        found = self.partners(user).search(domain, order=order)
        return found.mapped("name")
