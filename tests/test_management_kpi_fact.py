from freezegun import freeze_time

from odoo.fields import Date

from .complaint_common import ComplaintCommon, at
from .kpi_common import KpiCommon


class TestKpiFact(KpiCommon):
    """Each item is counted by hand; the records shown are those counted."""

    def visit(self, due, hard, done=False, state=None, **vals):
        customer = self.customer(name="Customer", user_id=self.seller.id)
        return self.env["care.revisit"].create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "requirement": "account_manager:",
                "role": "account_manager",
                "user_id": self.seller.id,
                "base_date": "2026-04-01",
                "ideal_days": 10,
                "max_days": 20,
                "due_date": due,
                "hard_date": hard,
                "done_date": done,
                "state": state or ("done" if done else "planned"),
                **vals,
            }
        )

    def test_planned_contacts_count_when_made_or_when_their_limit_passed(self):
        counted = [
            self.visit("2026-06-01", "2026-06-10", done="2026-06-10"),
            self.visit("2026-06-01", "2026-06-10", done="2026-06-15"),
            # made early: this month, not the next one
            self.visit("2026-06-25", "2026-07-05", done="2026-06-20"),
            self.visit("2026-06-01", "2026-06-19"),
            self.visit("2026-06-01", "2026-07-10", done="2026-06-18", state="skipped"),
        ]
        # not yet decided, of other months, of nobody's fault
        self.visit("2026-06-01", "2026-06-20")
        self.visit("2026-05-01", "2026-05-31", done="2026-06-02")
        self.visit("2026-05-01", "2026-06-10", done="2026-05-31")
        self.visit("2026-06-01", "2026-06-10", done="2026-06-09", state="cancelled")
        self.visit("2026-06-01", "2026-06-10", user_id=self.colleague.id)
        records = self.env["care.revisit"].union(*counted)
        self.assert_figure("visits_on_time", 40, records)

    def test_a_contact_made_too_late_stays_missed_in_the_month_of_its_limit(self):
        self.visit("2026-05-01", "2026-05-31", done="2026-06-02")
        may = self.measure("visits_on_time", month=Date.to_date("2026-05-15"))
        self.assertEqual(may, (0, 0, 1))

    def greet(self, day, state, user=None):
        occasions = self.env["care.occasion"].with_context(active_test=False)
        return self.env["care.greeting"].create(
            {
                "partner_id": self.customer(name="Friend").id,
                "company_id": self.company.id,
                "user_id": (user or self.seller).id,
                "occasion_id": occasions.search([], limit=1).id,
                "channel": "mail",
                "occasion_key": "2026",
                "occasion_date": day,
                "state": state,
            }
        )

    def test_greetings_count_on_their_day(self):
        greet = self.greet
        records = self.env["care.greeting"].union(
            greet("2026-06-01", "sent"),
            greet("2026-06-02", "done"),
            greet("2026-06-03", "missed"),
            greet("2026-06-04", "failed"),
            greet("2026-06-19", "to_approve"),
        )
        greet("2026-06-20", "planned")
        greet("2026-06-05", "skipped")
        greet("2026-06-06", "suppressed")
        greet("2026-05-31", "missed")
        greet("2026-06-07", "sent", self.colleague)
        self.assert_figure("greetings_done", 40, records)

    def audit(self, day, *findings):
        codes = [code for code, _l in self.env["care.audit.line"]._selection_item()]
        lines = [
            (0, 0, {"item": code, "finding": finding})
            for code, finding in zip(codes, findings, strict=False)
        ]
        audit = self.env["care.audit"].create(
            {
                "partner_id": self.customer().id,
                "company_id": self.company.id,
                "user_id": self.seller.id,
                "month": day[:8] + "01",
                "line_ids": lines,
            }
        )
        if findings:
            with freeze_time(f"{day} 12:00:00"):
                audit.action_done()
        return audit

    def test_audits_count_by_the_part_of_facts_that_is_right(self):
        records = self.audit("2026-06-03", "correct", "correct")
        records |= self.audit("2026-06-30", "correct", "wrong")
        self.audit("2026-06-03")
        self.audit("2026-05-31", "wrong")
        self.assert_figure("audit", 75, records)

    def test_opportunities_count_in_the_month_in_which_they_were_closed(self):
        def closed(moment, won):
            lead = self.opportunity(self.customer(), user_id=self.seller.id)
            lead.action_set_won() if won else lead.action_set_lost()
            lead.date_closed = moment
            return lead

        records = self.env["crm.lead"].union(
            # the first minute of June in Shanghai
            closed("2026-05-31 16:00:00", True),
            closed("2026-06-10 12:00:00", False),
            closed("2026-06-11 12:00:00", False),
            closed("2026-06-12 12:00:00", False),
        )
        closed("2026-05-31 15:59:59", True)
        self.opportunity(self.customer(), user_id=self.seller.id)
        self.env.flush_all()
        self.assert_figure("win_rate", 25, records)

    def test_contacts_count_for_whoever_made_them_if_the_customer_was_reached(self):
        by = {"user_id": self.seller.id}
        records = self.env["care.touch"].union(
            self.touch(moment="2026-05-31 16:00:00", **by),
            self.touch(moment="2026-06-12 12:00:00", **by),
        )
        self.touch(moment="2026-05-31 15:59:59", **by)
        self.touch(moment="2026-06-12 12:00:00", effective=False, **by)
        self.touch(moment="2026-06-12 12:00:00", user_id=self.colleague.id)
        self.assert_figure("touches", 2, records)

    def test_satisfaction_is_the_average_of_those_who_said_so(self):
        by = {"user_id": self.seller.id}
        records = self.env["care.touch"].union(
            self.touch(moment="2026-06-02 12:00:00", satisfaction="5", **by),
            self.touch(moment="2026-06-03 12:00:00", satisfaction="2", **by),
        )
        self.touch(moment="2026-06-04 12:00:00", **by)
        self.assert_figure("satisfaction", 3.5, records)

    def test_needs_count_for_whoever_found_them(self):
        need = self.need(user_id=self.seller.id)
        old = self.need(user_id=self.seller.id)
        self.env.flush_all()
        for found, moment in ((need, "2026-06-05"), (old, "2026-05-05")):
            self.env.cr.execute(
                "UPDATE care_need SET create_date = %s WHERE id = %s",
                (moment, found.id),
            )
        self.assert_figure("needs_found", 1, need)

    def test_a_figure_without_any_record_is_none_and_not_zero(self):
        self.assertEqual(self.measure("visits_on_time"), (None, 0, 0))
        self.assertEqual(self.measure("touches"), (0, 0, 0))


class TestKpiComplaint(KpiCommon, ComplaintCommon):
    """Working days of eight hours in Shanghai, eight hours for each milestone."""

    def test_complaints_count_by_their_clocks_for_who_is_responsible(self):
        complaint = self.complaint("2026-06-01 10:00", user_id=self.seller.id)
        self.complaint("2026-06-01 10:00", user_id=self.colleague.id)
        complaint._meet_clock("first_response", at("2026-06-01 11:00"))
        self.run_clocks("2026-06-03 10:00")
        with freeze_time(at("2026-06-04 22:00")):
            self.finish(complaint)
        self.env.flush_all()
        first = self.clock(complaint, "first_response")
        self.assert_figure("first_response", 100, first)
        self.assert_figure("complaints_solved", 0, self.clock(complaint, "resolve"))
        self.assert_figure("complaint_days", 3.5, complaint)
        late = self.measure("first_response", self.colleague)
        self.assertEqual(late, (0, 0, 1))

    def test_a_late_answer_counts_in_the_month_in_which_it_was_due(self):
        complaint = self.complaint("2026-05-28 10:00", user_id=self.seller.id)
        self.run_clocks("2026-05-29 18:00")
        complaint._meet_clock("first_response", at("2026-06-02 10:00"))
        self.assertEqual(self.measure("first_response"), (None, 0, 0))
        may = self.measure("first_response", month=Date.to_date("2026-05-01"))
        self.assertEqual(may, (0, 0, 1))

    def test_suggestions_and_praise_of_customers_have_no_clock(self):
        self.complaint("2026-06-01 10:00", user_id=self.seller.id, kind="praise")
        self.run_clocks("2026-06-05 10:00")
        self.assertEqual(self.measure("first_response"), (None, 0, 0))
