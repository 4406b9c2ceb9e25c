from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools.handover import (
    Customer,
    Receiver,
    distribute,
)


def customers(count, **vals):
    vals = {"tier": 1, "tags": frozenset(), "areas": frozenset(), **vals}
    return [Customer(number, **vals) for number in range(count)]


class TestPureHandover(BaseCase):
    def test_equal_receivers_share_evenly(self):
        found = distribute(customers(7), [Receiver(1), Receiver(2), Receiver(3)])
        taken = list(found.values())

        self.assertEqual([taken.count(user) for user in (1, 2, 3)], [3, 2, 2])

    def test_whoever_has_fewer_customers_goes_first(self):
        found = distribute(customers(4), [Receiver(1, 10), Receiver(2, 7)])

        self.assertEqual(list(found.values()), [2, 2, 2, 1])

    def test_all_rules_of_a_receiver_have_to_fit(self):
        picky = Receiver(1, tiers=frozenset({1}), areas=frozenset({9}))
        found = distribute(customers(1), [picky, Receiver(2)])

        self.assertEqual(found, {0: 2})

    def test_rules_go_before_load(self):
        expert = Receiver(1, 500, tags=frozenset({4}))
        found = distribute(customers(1, tags=frozenset({4, 5})), [Receiver(2), expert])

        self.assertEqual(found, {0: 1})

    def test_nobody_is_forced(self):
        found = distribute(customers(1), [Receiver(1, tiers=frozenset({2}))])

        self.assertEqual(found, {0: None})
