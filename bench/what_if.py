"""A what-if on all customers against the refresh that would make it real."""

from refresh import RefreshBench
from stopwatch import ROUNDS, Stopwatch, clock, session

CASES = {
    "another ceiling": {"contribution_cut": 70.0},
    "half the window": {"window_months": 6},
}


def measure(registry, report):
    bench, watch = RefreshBench(registry), Stopwatch()
    moved = {}

    def look(name):
        def job(_number):
            with session(registry) as env:
                preview = env["care.policy.preview"].create({})
                preview.write(CASES[name])
                env.flush_all()
                seconds = clock(preview.action_show)
                moved[name] = preview.result["moved"]
            return seconds

        return job

    watch.take_turns(
        ROUNDS, refresh=bench.again, **{name: look(name) for name in CASES}
    )
    for name in CASES:
        report.row(
            f"what-if, {name} / full refresh, 2 % changed",
            watch.ratio(name, "refresh"),
            1.0,
            f"{watch.text(name, 'refresh')}; {moved[name]:,} move",
        )
