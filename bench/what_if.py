"""A what-if on all customers against the refresh that would make it real."""

from refresh import RefreshBench, refresh
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
                preview = prepare(env, name)
                seconds = clock(preview.action_show)
                moved[name] = preview.result["moved"]
            return seconds

        return job

    def make_real(_number):
        """The refresh by the rules of the second case."""
        with session(registry) as env:
            preview = prepare(env, "half the window")
            preview.policy_id.write(preview._prepare_changes(preview.policy_id))
            seconds = refresh(env)
        bench.tidy()
        return seconds

    jobs = {name: look(name) for name in CASES}
    watch.take_turns(ROUNDS, refresh=bench.again, real=make_real, **jobs)
    _report(watch, moved, report)


def _report(watch, moved, report):
    for name, floor, title, target in (
        ("another ceiling", "refresh", "full refresh, 2 % changed", 1.0),
        ("half the window", "real", "the refresh that makes it real", 1.0),
        ("half the window", "refresh", "full refresh, 2 % changed", None),
    ):
        report.row(
            f"what-if, {name} / {title}",
            watch.ratio(name, floor),
            target,
            f"{watch.text(name, floor)}; {moved[name]:,} move",
        )


def prepare(env, name):
    preview = env["care.policy.preview"].create({})
    preview.write(CASES[name])
    env.flush_all()
    return preview
