"""Every n-th of the files of a seed through the import of a database of its own."""

import json
import logging
import re
import signal
import sys
from collections import Counter
from pathlib import Path

from odoo.addons.crm_customer_care.tests.fuzz_import import (
    Fault,
    Judge,
    make_workbook,
)

from workers import environment

MEGABYTES = 400
# by the clock: a machine may have more to do
PATIENCE = 300
STATUS = Path("/proc/self/status")
USER = "fuzz"
GROUPS = ("sales_team.group_sale_manager", "crm_customer_care.group_manager")


def run(name, seed, first, last, step):
    # rows that the database refuses are what this is about
    logging.getLogger("odoo").setLevel(logging.CRITICAL)
    signal.signal(signal.SIGALRM, give_up)
    kinds, faults = Counter(), 0
    with environment(name) as env:
        judge = Judge(env["care.import"].with_user(make_user(env)))
        for number in range(first, last, step):
            kind, content = make_workbook(seed, number)
            kinds[kind] += 1
            if fault := look_for_fault(judge, content):
                faults += 1
                print(f"  {number} ({kind}): {fault}", flush=True)
            if sum(kinds.values()) % 500 == 0:
                print(f"  {number} ...", flush=True)
        env.cr.rollback()
    print(json.dumps({"kinds": kinds, "outcomes": judge.outcomes, "faults": faults}))


def make_user(env):
    groups = [env.ref(name).id for name in GROUPS]
    return env["res.users"].create(
        {"name": USER, "login": USER, "email": "fuzz@care.example", "group_ids": groups}
    )


def look_for_fault(judge, content):
    before = reset_peak()
    signal.alarm(PATIENCE)
    try:
        judge.judge(content)
    except Fault as fault:
        return str(fault)
    finally:
        signal.alarm(0)
    used = (read_memory("VmHWM") - before) // 1024
    return f"took {used} MB" if used > MEGABYTES else None


def give_up(_signal, _frame):
    raise Fault("did not end")


def reset_peak():
    """Let the peak of memory begin with what is used now."""
    Path("/proc/self/clear_refs").write_text("5")
    return read_memory("VmRSS")


def read_memory(name):
    """Kilobytes of this process."""
    return int(re.search(rf"^{name}:\s+(\d+)", STATUS.read_text(), re.M)[1])


if __name__ == "__main__":
    name, seed, *numbers = sys.argv[1:]
    run(name, seed, *map(int, numbers))
