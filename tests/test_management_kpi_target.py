from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .kpi_common import JUNE, MAY, KpiCommon

JULY = date(2026, 7, 1)


@tagged("post_install", "-at_install")
class TestKpiTarget(KpiCommon):
    def goal(self, user=None, month=JUNE, code="touches"):
        users = (user or self.seller).ids
        targets = self.env["care.kpi.target"]._resolve(self.policy, month, users)
        return targets.get((self.kpi(code).id, users[0]))

    def test_the_narrower_target_holds(self):
        self.target(value=1)
        self.assertEqual(self.goal(), 1)
        self.target(value=2, team_id=self.team.id)
        self.assertEqual((self.goal(), self.goal(self.colleague)), (2, 1))
        self.target(value=3, user_id=self.seller.id)
        self.assertEqual(self.goal(), 3)
        self.target(value=4, user_id=self.seller.id, month_from=JUNE, month_to=JUNE)
        goals = [self.goal(month=month) for month in (MAY, JUNE, JULY)]
        self.assertEqual(goals, [3, 4, 3])

    def test_a_later_target_replaces_an_earlier_one_from_its_month_on(self):
        self.target(value=1, month_from="2026-01-01")
        self.target(value=2, month_from="2026-06-01")
        goals = [self.goal(month=month) for month in (MAY, JUNE, JULY)]
        self.assertEqual(goals, [1, 2, 2])

    def test_any_day_stands_for_its_month(self):
        target = self.target(month_from="2026-06-17", month_to="2026-07-02")
        self.assertEqual((target.month_from, target.month_to), (JUNE, JULY))

    def test_a_target_of_another_company_is_none(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.target(company_id=other.id)
        self.assertIsNone(self.goal())

    @mute_logger("odoo.sql_db")
    def test_a_target_is_set_once(self):
        self.target()
        self.assertRefuses(UniqueViolation, "", self.target)

    @mute_logger("odoo.sql_db")
    def test_a_target_is_of_a_person_or_a_team(self):
        both = {"user_id": self.seller.id, "team_id": self.team.id}
        self.assertRefuses(CheckViolation, "", lambda: self.target(**both))

    def test_impossible_targets_are_refused(self):
        for code, value, sentence in (
            ("visits_on_time", 101, "between 0 and"),
            ("touches", -1, "zero or more"),
        ):
            with self.assertRaisesRegex(ValidationError, sentence):
                self.target(code, value)
        self.assertTrue(self.target("growth", -5))
        self.assertTrue(self.target("revenue", 1000000))

    # who
    def report(self, user, month=None):
        self.env.invalidate_all()
        with freeze_time(self.NOW):
            reports = self.env["care.kpi.report"].with_user(user)
            reports = reports.with_context(allowed_company_ids=self.company.ids)
            return reports.get_report(month)

    def cell(self, report, user, code="touches"):
        return report["cells"][f"{self.kpi(code).id}-{user.id}"]

    def talk(self):
        self.target(value=12)
        self.customer(user_id=self.colleague.id)
        moment = "2026-06-10 12:00:00"
        for user in (self.seller, self.colleague, self.leader):
            self.touch(moment=moment, user_id=user.id)
            self.target(value=2, user_id=user.id)

    def test_targets_are_for_all_to_see_figures_for_oneself(self):
        self.talk()
        report = self.report(self.seller)
        own, other = [self.cell(report, u) for u in (self.seller, self.colleague)]
        self.assertEqual((own["target"], own["value"]), (2, 1))
        self.assertEqual(other, {"target": 2})
        [me, *others] = report["people"]
        self.assertTrue(me["is_me"] and me["is_visible"])
        self.assertFalse(any(person["is_visible"] for person in others))
        self.assertFalse(any(person["score"] for person in others))
        self.assertFalse(report["can_set"])

    def test_a_leader_sees_his_team_and_no_others(self):
        self.talk()
        report = self.report(self.leader)
        seen = [person["name"] for person in report["people"] if person["is_visible"]]
        self.assertEqual(seen, ["Leader", "Seller"])
        self.assertEqual(self.cell(report, self.seller)["value"], 1)
        self.assertNotIn("value", self.cell(report, self.colleague))
        self.assertTrue(report["can_set"])

    def test_managers_and_auditors_see_all(self):
        self.talk()
        for role in ("manager", "auditor"):
            report = self.report(self.user(role))
            for user in (self.seller, self.colleague):
                self.assertEqual(self.cell(report, user)["value"], 1, role)
            self.assertEqual(report["can_set"], role == "manager")

    def test_employees_have_no_business_here(self):
        self.assertRefuses(AccessError, "", self.report, self.user("employee"))

    def test_kept_figures_of_others_are_as_hidden_as_live_ones(self):
        self.talk()
        self.keep()
        readers = {
            self.seller: {self.seller},
            self.leader: {self.seller, self.leader},
            self.user("manager"): {self.seller, self.leader, self.colleague},
            self.user("auditor"): {self.seller, self.leader, self.colleague},
        }
        for reader, expected in readers.items():
            rows = self.env["care.kpi.snapshot"].with_user(reader)
            rows = rows.search([("company_id", "=", self.company.id)])
            self.assertEqual(set(rows.user_id), expected)
            report = self.report(reader, "2026-06-01")
            self.assertFalse(report["is_live"])
            seen = {u for u in expected if "value" in self.cell(report, u)}
            self.assertEqual(seen, expected)
        hidden = self.cell(self.report(self.seller, "2026-06-01"), self.colleague)
        self.assertEqual(hidden, {"target": 2})

    def test_nobody_looks_into_the_records_of_a_colleague(self):
        self.talk()
        for month in (JUNE, JULY):
            if month == JULY:
                self.keep()
            own = self.records("touches", reader=self.seller)
            self.assertEqual(len(own), 1)
            others = self.records("touches", self.colleague, reader=self.seller)
            self.assertFalse(others)
            led = self.records("touches", reader=self.leader)
            self.assertEqual(len(led), 1)
        line = led.with_user(self.leader)
        self.assertEqual(line.res_model, "care.touch")

    def test_leaders_set_targets_of_their_team_alone(self):
        targets = self.env["care.kpi.target"].with_user(self.leader)
        vals = {"kpi_id": self.kpi("touches").id, "value": 3}
        vals["company_id"] = self.company.id
        self.assertTrue(targets.create({**vals, "user_id": self.seller.id}))
        self.assertTrue(targets.create({**vals, "team_id": self.team.id}))
        for holder in ({"user_id": self.colleague.id}, {}):
            self.assertRefuses(AccessError, "", targets.create, {**vals, **holder})
        own = targets.with_user(self.seller)
        vals.update(user_id=self.seller.id, month_from="2027-01-01")
        self.assertRefuses(AccessError, "", own.create, vals)
        self.assertEqual(len(own.search([("value", "=", 3)])), 2)

    def test_notes_are_for_oneself_and_ones_leader(self):
        notes = self.env["care.kpi.note"].with_user(self.seller)
        vals = {"kpi_id": self.kpi("touches").id, "month": "2026-06-14"}
        vals.update(company_id=self.company.id, plan="Call more")
        note = notes.create(vals)
        self.assertEqual(note.month, JUNE)
        self.assertTrue(note.with_user(self.leader).plan)
        other = note.with_user(self.colleague)
        self.assertRefuses(AccessError, "", other.read, ["plan"])
        vals["user_id"] = self.colleague.id
        self.assertRefuses(AccessError, "", notes.create, vals)
        with freeze_time(self.NOW):
            action = notes.action_open(
                self.kpi("touches").id, self.seller.id, "2026-06-20"
            )
        self.assertEqual(action["res_id"], note.id)
        report = self.report(self.leader)
        self.assertTrue(self.cell(report, self.seller)["has_note"])

    def test_the_score_is_the_part_of_weights_reached(self):
        self.talk()
        self.kpi("needs_found").weight = 3
        self.target("needs_found", 1)
        person = self.report(self.seller)["people"][0]
        self.assertEqual((person["rated"], person["reached"]), (2, 0))
        self.touch(moment="2026-06-11 12:00:00", user_id=self.seller.id)
        person = self.report(self.seller)["people"][0]
        self.assertEqual((person["reached"], person["score"]), (1, 25))

    def test_a_deleted_record_says_so_when_it_is_opened(self):
        self.talk()
        self.keep()
        self.env["care.touch"].search([("user_id", "=", self.seller.id)]).unlink()
        [line] = self.records("touches")
        self.assertRefuses(UserError, "deleted or merged", line.action_open_record)
