from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .quality_common import QualityCommon

JULY = date(2026, 7, 1)


class AuditCommon(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sellers = cls.user("salesperson") | cls.user("salesperson")
        cls.auditor = cls.user("auditor")
        cls.demand(reach=1, website=1)

    def customers(self, number=6, user=None):
        user = user or self.sellers[0]
        names = [f"Customer {n}" for n in range(number)]
        return [self.known(name=name, user_id=user.id) for name in names]

    def draw(self, user=None, **vals):
        wizards = self.env["care.audit.draw"].with_user(user or self.auditor)
        vals = {"month": JULY, "per_user": 2, "company_id": self.company.id, **vals}
        action = wizards.create(vals).action_draw()
        return self.env["care.audit"].search(action["domain"])

    def audit(self, *findings, **vals):
        """A drawn audit with a line per finding."""
        [customer] = self.customers(1)
        customer.write(vals)
        audits = self.draw(per_user=100)
        audit = audits.filtered(lambda a: a.partner_id == customer)
        for line, finding in zip(audit.line_ids, findings, strict=False):
            line.finding = finding
        return audit


@tagged("post_install", "-at_install")
@freeze_time(JULY)
class TestAudit(AuditCommon):
    def test_a_sample_is_drawn_of_every_salesperson(self):
        for seller in self.sellers:
            self.customers(user=seller)
        audits = self.draw()
        self.assertEqual(len(audits), 4)
        self.assertEqual(audits.user_id, self.sellers)
        self.assertEqual(audits.drawn_by_id, self.auditor)
        self.assertEqual(set(audits.mapped("month")), {JULY})

    def test_the_same_seed_and_month_draw_the_same_customers(self):
        self.customers(40)
        first = self.draw(seed="x", per_user=5)
        self.assertEqual(self.draw(seed="x", per_user=5), first)
        drawn = first.partner_id
        first.sudo().unlink()
        self.assertEqual(self.draw(seed="x", per_user=5).partner_id, drawn)
        august = self.draw(seed="x", per_user=5, month=date(2026, 8, 9)).partner_id
        self.assertNotEqual(august, drawn)

    def test_another_seed_draws_others(self):
        self.customers(40)
        first = self.draw(seed="x", per_user=5).partner_id
        both = self.draw(seed="y", per_user=5).partner_id
        self.assertTrue(first < both)

    def test_a_customer_is_audited_once_a_month(self):
        audit = self.audit()
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            audit.copy({"line_ids": []})

    def test_archived_and_unassigned_customers_are_not_drawn(self):
        archived, _known = self.customers(2)
        self.known()
        archived.active = False
        self.assertEqual(self.draw(per_user=9).partner_id, _known)

    def test_some_salespeople_can_be_chosen(self):
        for seller in self.sellers:
            self.customers(user=seller)
        audits = self.draw(user_ids=self.sellers[1].ids)
        self.assertEqual(audits.user_id, self.sellers[1])

    def test_with_nobody_to_draw_the_dialog_says_what_to_do(self):
        self.assertRefuses(UserError, "nobody to draw", self.draw)

    def test_the_facts_are_those_the_policy_asks_for(self):
        audit = self.audit(phone="+1 555 0100")
        lines = [(line.item, line.finding, line.value) for line in audit.line_ids]
        expected = [("reach", False, "+1 555 0100"), ("website", "missing", False)]
        self.assertEqual(lines, expected)

    def test_facts_of_people_are_told_with_their_names(self):
        self.demand(function=1)
        [customer] = self.customers(1)
        self.person(customer, name="Ann", function="Buyer")
        self.person(customer, name="Bob", function="Boss")
        [line] = self.draw().line_ids
        self.assertEqual(line.value, "Ann: Buyer\nBob: Boss")

    def test_amounts_are_told_in_the_form_and_currency_of_the_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.demand(spend=1)
        self.company.currency_id = self.env.ref("base.EUR")
        audit = self.audit(care_yearly_spend=1234567.5)
        for lang, value in (("en_US", "1,234,567.50"), ("de_DE", "1.234.567,50")):
            line = audit.line_ids.with_context(lang=lang)
            self.assertEqual(line.value.replace("\xa0", " "), f"{value} €")

    def test_an_audit_is_done_when_every_fact_has_a_finding(self):
        audit = self.audit(phone="+1 555 0100")
        self.assertRefuses(UserError, "Phone or e-mail", audit.action_done)
        audit.line_ids.finding = "correct"
        audit.with_user(self.auditor).action_done()
        done = (audit.state, audit.done_on, audit.done_by_id)
        self.assertEqual(done, ("done", JULY, self.auditor))

    def test_the_rate_is_the_part_that_is_correct(self):
        cases = {
            ("correct", "correct"): ("correct", 1.0),
            ("correct", "missing"): ("incomplete", 0.5),
            ("missing", "wrong"): ("wrong", 0.0),
        }
        for findings, result in cases.items():
            audit = self.audit(*findings)
            self.assertFalse(audit.result)
            audit.action_done()
            self.assertEqual((audit.result, audit.correct_rate), result)

    def test_a_reopened_audit_has_no_result(self):
        audit = self.audit("correct", "correct")
        audit.action_done()
        audit.with_user(self.auditor).action_reopen()
        self.assertEqual((audit.state, audit.result), ("drawn", False))

    def test_what_is_done_stays_as_it_is(self):
        audit = self.audit("correct", "correct").with_user(self.auditor)
        audit.action_done()
        line = audit.line_ids[0]
        for change in (
            lambda: line.write({"finding": "wrong"}),
            lambda: audit.write({"note": "Not so"}),
            lambda: line.copy({"item": "address"}),
            lambda: audit.write({"line_ids": [Command.delete(line.id)]}),
            audit.action_done,
        ):
            self.assertRefuses(UserError, "Reopen it to correct it", change)
        audit.action_reopen()
        line.finding = "wrong"
        self.assertEqual(line.finding, "wrong")

    def test_an_audit_cannot_be_closed_with_open_facts_in_any_way(self):
        audit = self.audit(phone="+1 555 0100").with_user(self.auditor)
        self.assertRefuses(UserError, "Still open", audit.write, {"state": "done"})

    def test_the_rate_is_reported_by_salesperson_and_month(self):
        for findings in (("correct", "correct"), ("correct", "wrong")):
            self.audit(*findings).action_done()
        [group] = self.env["care.audit"].formatted_read_group(
            [("company_id", "=", self.company.id)],
            ["user_id", "month:month"],
            ["correct_rate:avg"],
        )
        self.assertEqual(group["correct_rate:avg"], 0.75)

    def test_an_audit_that_is_done_survives_a_merge(self):
        customers = self.customers(2)
        audits = self.draw(per_user=2)
        done = audits.filtered(lambda audit: audit.partner_id == customers[1])
        done.line_ids.finding = "correct"
        done.action_done()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([customer.id for customer in customers], customers[0])
        self.env.invalidate_all()
        self.assertEqual(audits.exists(), done)
        self.assertEqual(done.partner_id, customers[0])


@tagged("post_install", "-at_install")
@freeze_time(JULY)
class TestAuditAccess(AuditCommon):
    def test_salespeople_read_results_about_themselves_only(self):
        audit = self.audit("correct", "correct")
        own, other = (audit.with_user(user) for user in self.sellers)
        self.assertFalse(own.search([]))
        audit.action_done()
        self.assertEqual(own.search([]), own)
        self.assertEqual(own.line_ids.mapped("finding"), ["correct", "correct"])
        self.assertFalse(other.search([]))
        for user in self.sellers:
            with self.assertRaises(AccessError):
                audit.with_user(user).write({"note": "Not true"})

    def test_salespeople_draw_nothing(self):
        self.customers()
        for role in ("salesperson", "all_documents", "employee"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.draw(self.user(role))

    def test_auditors_write_audits_and_nothing_else(self):
        audit = self.audit(phone="+1 555 0100").with_user(self.auditor)
        audit.line_ids[0].write({"finding": "wrong", "note": "Moved in May"})
        audit.note = "Call them"
        audit.action_done()
        policy = self.policy.with_user(self.auditor)
        for record, vals in (
            (policy.completeness_line_ids[0], {"weight": 5}),
            (policy, {"verification_active": True}),
            (audit.partner_id, {"care_gift_preferences": "Tea"}),
        ):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.write(vals)
        with self.assertRaises(AccessError):
            audit.unlink()

    def test_managers_draw_and_delete(self):
        self.customers()
        manager = self.user("manager")
        audits = self.draw(manager).with_user(manager)
        self.assertEqual(len(audits), 2)
        audits.unlink()

    def test_portal_users_read_no_audit_and_no_completeness(self):
        audit = self.audit("correct", "correct")
        portal = self.user("portal")
        with self.assertRaises(AccessError):
            audit.with_user(portal).read(["result"])
        for name in ("care_completeness", "care_missing", "care_verified_date"):
            with self.subTest(name), self.assertRaises(AccessError):
                portal.partner_id.with_user(portal).read([name])

    def test_audits_of_another_company_stay_there(self):
        audit = self.audit()
        other = self.env["res.company"].create({"name": "Other"})
        auditor = self.user("auditor", company_id=other.id, company_ids=other.ids)
        audit = audit.with_context(allowed_company_ids=other.ids)
        self.assertFalse(audit.with_user(auditor).search([]))
        with self.assertRaises(AccessError):
            audit.with_user(auditor).read(["note"])

    def test_confidential_facts_show_to_whom_they_may(self):
        self.demand(taboos=1)
        [customer] = self.customers(1)
        person = self.person(customer, name="Ann")
        person.care_taboos = "No wine"
        self.env.flush_all()
        [line] = self.draw().line_ids
        self.env.invalidate_all()
        self.assertEqual(line.with_user(self.auditor).value, "Ann: No wine")
        line.finding = "correct"
        line.audit_id.action_done()
        self.assertEqual(line.with_user(self.sellers[0]).value, "Ann: No wine")
        customer.user_id = self.sellers[1]
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(line.with_user(self.sellers[0]).value)
