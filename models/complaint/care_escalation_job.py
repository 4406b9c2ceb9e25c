from odoo import api, fields, models
from odoo.tools import SQL

BATCH = 500


class CareEscalation(models.Model):
    """The job of the ladder: claim, act and commit complaint by complaint."""

    _inherit = "care.escalation"

    @api.model
    def _work(self):
        """Do all that is due. Only for jobs."""
        # sudo: the job serves every company
        ledger = self.sudo()
        companies = ledger._get_company_ids()
        if not companies:
            return
        self.env.flush_all()
        ids = ledger._find_unplanned(companies)
        chunks = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        if not ledger._work_off(chunks, ledger._plan_clocks, remaining=1)[1]:
            return
        for find, job in ledger._get_jobs():
            # one in each transaction: a bad one blocks no other
            items = [[one] for one in find(companies)]
            if not ledger._work_off(items, job, remaining=1)[1]:
                return
        self.env["ir.cron"]._commit_progress(remaining=0)

    @api.model
    def _get_jobs(self):
        """Pairs of what finds items in companies, and what is done with one of them."""
        return [
            (self._find_due, self._fire_clock),
            (self._find_events, self._fire_event),
            (self._find_waiting, self._deliver_later),
        ]

    @api.model
    def _get_company_ids(self):
        # sudo: the job serves every company
        policies = self.env["care.policy"].sudo()
        return policies.search([("escalation_active", "=", True)]).company_id.ids

    def _plan_clocks(self, ids):
        self.env["care.complaint.clock"].browse(ids)._plan_ladder()

    def _find_unplanned(self, companies):
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM care_complaint_clock
                    WHERE ladder_planned IS NOT TRUE AND met_at IS NULL
                      AND company_id = ANY(%s)
                    ORDER BY id""",
                companies,
            )
        )
        return [number for [number] in rows]

    def _find_due(self, companies):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT k.id FROM care_complaint_clock k
                     JOIN care_complaint c ON c.id = k.complaint_id
                    WHERE k.escalate_at <= %s AND k.company_id = ANY(%s)
                      AND (c.waiting_for IS NULL OR k.milestone = 'acknowledge')
                    ORDER BY k.escalate_at, k.id""",
                fields.Datetime.now(),
                companies,
            )
        )
        return [number for [number] in rows]

    def _find_waiting(self, companies):
        domain = [("state", "=", "waiting"), ("act_at", "<=", fields.Datetime.now())]
        return self.search([*domain, ("company_id", "in", companies)], order="id").ids

    def _fire_clock(self, ids):
        """The highest level that is due acts, lower ones are logged."""
        clock = self.env["care.complaint.clock"].browse(ids).exists()
        complaint = clock.complaint_id
        if not complaint._lock_for_ladder():
            return
        # what was planned may have changed: look again
        now = fields.Datetime.now()
        levels, is_stopped = self._get_taken(clock)[clock]
        steps = clock._get_rungs(self.env["care.escalation.level"]._get_active())[clock]
        passed = [level for moment, level in steps if moment <= now]
        acted = [number for number, one in enumerate(passed) if one in levels]
        above = passed[max(acted, default=-1) + 1 :]
        fresh = [level for level in passed if level not in levels]
        if fresh and not is_stopped:
            rows = self._claim(
                [
                    self._prepare_clock_values(clock, level, above[-1:] == [level])
                    for level in sorted(fresh, key=lambda level: level.id)
                ]
            )
            rows.filtered(lambda row: row.state == "waiting")._act()
        clock._plan_ladder()

    def _prepare_clock_values(self, clock, level, is_highest):
        return {
            "complaint_id": clock.complaint_id.id,
            "trigger": clock._get_trigger(),
            "level_id": level.id,
            "cycle": clock.cycle,
            "clock_id": clock.id,
            "event": None,
            "state": "waiting" if is_highest else "superseded",
        }

    def _fire_event(self, items):
        [(complaint_id, code, level_ids, cycle)] = items
        complaint = self.env["care.complaint"].browse(complaint_id)
        if not complaint._lock_for_ladder():
            return
        rows = self._claim(
            [
                {
                    "complaint_id": complaint.id,
                    "trigger": code,
                    "level_id": number,
                    "cycle": cycle,
                    "event": code,
                }
                for number in sorted(level_ids)
            ]
        )
        for row in rows.sorted(lambda row: (row.level_id.sequence, row.level_id.id)):
            row._act()

    def _deliver_later(self, ids):
        row = self.browse(ids)._lock()
        if row.complaint_id._lock_for_ladder() and row.state == "waiting":
            clock = row.clock_id
            if clock and not clock._is_climbing():
                row.state = "cancelled"
            else:
                row._act(is_late=True)


class CareComplaint(models.Model):
    _inherit = "care.complaint"

    escalation_ids = fields.One2many(
        "care.escalation", "complaint_id", string="Escalations", readonly=True
    )

    @api.model
    def _care_clocks_checked(self):
        result = super()._care_clocks_checked()
        self.env["care.escalation"]._work()
        return result

    def _lock_for_ladder(self):
        """Keep others away until the end of the transaction; return what exists."""
        found = self.env.execute_query(
            SQL(
                "SELECT id FROM care_complaint WHERE id = ANY(%s) FOR NO KEY UPDATE",
                self.ids,
            )
        )
        return self.browse([number for [number] in found])
