"""Four times as many customers and orders: does a refresh take four times as long?"""

from refresh import RefreshBench
from stopwatch import ROUNDS, Stopwatch


def measure(small, large, report):
    """`small` is a `RefreshBench` that has settled, `large` a registry."""
    big, watch = RefreshBench(large), Stopwatch()
    big.settle()
    watch.take_turns(
        ROUNDS,
        first=small.first,
        big_first=big.first,
        again=small.again,
        big_again=big.again,
    )
    for name, title in (
        ("first", "first fill"),
        ("again", "full refresh, 2 % changed"),
    ):
        report.row(
            f"{title}: 400,000 customers / 100,000",
            watch.ratio(f"big_{name}", name),
            4.5,
            watch.text(f"big_{name}", name),
        )
