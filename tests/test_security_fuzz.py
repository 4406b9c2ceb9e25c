import os
from pathlib import Path

from odoo.tests import tagged

from .fuzz_links import LinkFuzz
from .security_common import ROLES, SecurityCommon


class FuzzCommon(SecurityCommon):
    """Everybody calls public methods with whatever arguments."""

    def fuzz(self, calls, seed, share=1.0):
        """Call each method so often as each role; return what was wrong."""
        fuzz = LinkFuzz(self.env, self.records, seed)
        fuzz.plant()
        methods, links = list(fuzz.methods()), list(fuzz.links())
        for role in ROLES:
            fuzz.take_role(role, self.take_role(role))
            for model, method in methods:
                for number in range(calls):
                    fuzz.begin(model, method, number)
                    if fuzz.random.random() <= share:
                        fuzz.call(model, method, fuzz.arguments(model, method))
            for model, name in links:
                fuzz.begin(model, name)
                if fuzz.random.random() <= share:
                    fuzz.link(model, name, fuzz.random.choice("fx"))
        return fuzz


class TestSecurityFuzz(FuzzCommon):
    def test_no_call_breaks_tells_or_writes_what_it_may_not(self):
        problems = self.fuzz(calls=1, seed=7, share=0.1).problems
        self.assertEqual(list(problems.values()), [], "\n".join(problems.values()))


@tagged("-standard", "care_fuzz")
class TestSecurityFuzzAll(FuzzCommon):
    def test_all_calls(self):
        calls = int(os.environ.get("CARE_FUZZ_CALLS", 1))
        fuzz = self.fuzz(calls, int(os.environ.get("CARE_FUZZ_SEED", 1)))
        lines = [
            f"{role}: {count} calls, {sum(key[0] == role for key in fuzz.problems)} "
            "kinds of problems"
            for role, count in fuzz.counts.items()
        ]
        failed = len(fuzz.problems)
        lines += fuzz.problems.values()
        lines.append(f"{fuzz.counts.total() - failed} passed, {failed} failed")
        if path := os.environ.get("CARE_FUZZ_REPORT"):
            Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.assertFalse(failed, "\n".join(lines))
