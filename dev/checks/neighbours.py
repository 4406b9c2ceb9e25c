"""Other people's tests with Customer Care beside them, and without it: what fails only
with it is ours.

Tests that Odoo runs while a module is being installed run here when all is installed:
only then does the addon take part in them.
"""

import concurrent.futures
import os
import subprocess
import sys
import time

import database
import odoo_tests
from odoo_process import odoo
from tally import Tally
from where import ADDON, CACHE, CHECKOUT, PYTHON, addons_path

ODOO = {
    "modules": ["contacts", "sale_crm", "test_mail"],
    "tags": [
        *("/crm", "/sale", "/sale_crm", "/contacts", "/calendar"),
        *("/mail", "/portal", "/sms", "/rating"),
        "/test_mail/tests/test_mail_activity.py",
        "/test_mail/tests/test_mail_activity_mixin.py",
        "/test_mail/tests/test_mail_activity_plan.py",
        "/test_mail/tests/test_mail_template.py",
        "/base/tests/test_res_partner.py",
        "/base/tests/test_res_partner_bank.py",
        "/base/tests/test_res_partner_merge.py",
    ],
}
# addons of the Odoo Community Association, as its package index has them
OCA = {
    "crm_claim": "19.0.1.0.1",
    "crm_phonecall": "19.0.1.0.1",
    "helpdesk_mgmt": "19.0.1.3.2",
    "helpdesk_mgmt_rating": "19.0.1.0.0.7",
    "helpdesk_mgmt_sla": "19.0.1.0.0.4",
    "mail_activity_team": "19.0.1.2.0.4",
    "partner_contact_birthdate": "19.0.1.0.0.3",
    "partner_contact_personal_information_page": "19.0.1.0.0.2",
}
# tests of ours that say nothing beside OCA's addons, and why
NOT_BESIDE = {
    # their fields on our models have texts of their own
    "TestCatalogues.test_the_template_has_the_terms_of_the_code",
    # mail_activity_team looks for the team of every single activity
    "TestCadenceLoad.test_many_plans_cost_few_queries",
    "TestLifeEvent.test_many_events_make_their_tasks_in_a_few_queries",
    "TestVerificationPlan.test_a_thousand_activities_need_few_queries",
}
LAUNCHER = CHECKOUT / "dev" / "all_positions.py"


def run(tally):
    parts = os.environ.get("ONLY", "odoo,oca,ours").split(",")
    if "odoo" in parts:
        compare(tally, "Odoo's own tests", ODOO["modules"], ODOO["tags"])
    path = f"--addons-path={fetch_oca()}"
    if "oca" in parts:
        compare(tally, "OCA's tests", list(OCA), [f"/{name}" for name in OCA], path)
    if "ours" in parts:
        run_ours(tally, list(OCA), path)


def run_ours(tally, modules, *options):
    """The addon's tests beside these modules, but for those that ask a server."""
    started = time.monotonic()
    tags = [part for name, part in odoo_tests.parts().items() if name != "browser"]
    tags += [f"-/{ADDON}:{test}" for test in sorted(NOT_BESIDE)]
    ours = run_tests([*modules, ADDON], tags, *options)
    failures = [f"  fails beside them: {test}" for test in sorted(ours.failures)]
    print("\n".join(failures), flush=True)
    failed = len(failures) + int(not ours.ran)
    seconds = time.monotonic() - started
    text = f"{ours.ran} tests ran; log: {ours.path}"
    passed = ours.ran - len(failures)
    tally.count("The addon's tests beside OCA's", passed, failed, seconds, text)


def compare(tally, name, modules, tags, *options):
    """One check each: installed together, and every test that ran."""
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        runs = [
            pool.submit(run_tests, [*modules, *addon], tags, *options)
            for addon in ([], [ADDON])
        ]
        without, beside = [run.result() for run in runs]
    ours = beside.failures - without.failures
    if ours:  # a browser test may fail by a slow machine alone
        again = run_tests([*modules, ADDON], map(tag, ours), *options)
        ours &= again.failures
    theirs = sorted(beside.failures & without.failures)
    lines = [f"  fails only with {ADDON}: {test}" for test in sorted(ours)]
    lines += [f"  fails without it too: {test}" for test in theirs]
    print("\n".join(lines), flush=True)
    fewer = int(not beside.ran or beside.ran < without.ran)
    text = f"{beside.ran} tests ran, {without.ran} without; log: {beside.path}"
    failed = len(ours) + fewer
    seconds = time.monotonic() - started
    tally.count(name, beside.ran - len(beside.failures), failed, seconds, text)


def tag(failure):
    """The test tag of `crm.tests.test_lead: Subtest TestLead.test_merge`."""
    place, _, test = failure.partition(": ")
    return f"/{place.partition('.')[0]}:{test.removeprefix('Subtest ')}"


def run_tests(modules, tags, *options):
    with database.fresh() as name:
        installed = odoo("-d", name, "-i", ",".join(modules), *options)
        if installed.status:
            raise RuntimeError(f"{', '.join(modules)} do not install: {installed.path}")
        chosen = f"--test-tags={','.join(tags)}"
        return odoo("-d", name, chosen, *options, launcher=LAUNCHER, quiet=True)


def fetch_oca():
    """The addons path with what OCA published, unpacked in the cache."""
    folder = CACHE / "neighbours"
    wheels = [
        f"odoo-addon-{name.replace('_', '-')}=={version}"
        for name, version in OCA.items()
    ]
    mark = folder / ".complete"
    if not mark.exists() or mark.read_text().split() != wheels:
        pip = [PYTHON, "-m", "pip", "install", "--no-deps", "--upgrade", "-q"]
        subprocess.run([*pip, "--target", folder, *wheels], check=True)
        mark.write_text("\n".join(wheels))
    return addons_path(folder / "odoo" / "addons")


if __name__ == "__main__":
    tally = Tally()
    run(tally)
    sys.exit(tally.close())
