"""Who takes over which customers."""

from typing import NamedTuple


class Customer(NamedTuple):
    """A customer with what rules ask for: its tier, its tags, its areas."""

    key: int
    tier: int
    tags: frozenset
    areas: frozenset


class Receiver(NamedTuple):
    """Somebody who takes over, customers that he has already, and what he takes:
    an empty set is everything."""

    user: int
    load: int = 0
    tiers: frozenset = frozenset()
    tags: frozenset = frozenset()
    areas: frozenset = frozenset()

    def takes(self, customer):
        return (
            (not self.tiers or customer.tier in self.tiers)
            and (not self.tags or not self.tags.isdisjoint(customer.tags))
            and (not self.areas or not self.areas.isdisjoint(customer.areas))
        )

    @property
    def rules(self):
        return bool(self.tiers) + bool(self.tags) + bool(self.areas)


def distribute(customers, receivers):
    """{key of a customer: user, or None where nobody takes it}.

    Whoever has most rules that fit goes first, among equals whoever has the fewest
    customers by then, then whoever stands first.

    >>> anna, ben = Receiver(1, 5), Receiver(2, 3, areas=frozenset({44}))
    >>> one = Customer(10, 1, frozenset(), frozenset({44}))
    >>> distribute([one, one._replace(key=11, areas=frozenset())], [anna, ben])
    {10: 2, 11: 1}
    """
    loads = [receiver.load for receiver in receivers]
    found = {}
    for customer in customers:
        takers = [
            (-receiver.rules, loads[number], number)
            for number, receiver in enumerate(receivers)
            if receiver.takes(customer)
        ]
        found[customer.key] = None
        if takers:
            _rules, _load, number = min(takers)
            loads[number] += 1
            found[customer.key] = receivers[number].user
    return found
