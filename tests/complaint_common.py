from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from freezegun import freeze_time

from odoo.fields import Command

from .care_common import TouchCommon

ZONE = ZoneInfo("Asia/Shanghai")


def at(moment):
    """UTC time without zone of a local time in Shanghai."""
    local = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    return local.astimezone(timezone.utc).replace(tzinfo=None)


def local(moment):
    """Local time in Shanghai of a UTC time, as text."""
    moment = moment and moment.replace(tzinfo=timezone.utc).astimezone(ZONE)
    return moment and moment.strftime("%m-%d %H:%M")


class ComplaintCommon(TouchCommon):
    """Complaints, and a policy of 8 working hours a day in Shanghai.

    2026-06-05 is a Friday.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer(name="Buyer", email="buyer@example.com")
        cls.sla = cls.env["care.sla"].search(
            [("company_id", "=", cls.company.id), ("tier_ids", "=", False)]
        )
        cls.sla.calendar_id = cls.calendar()
        cls.budgets(acknowledge=8, first_response=8, next_update=8, resolve=8)

    @classmethod
    def calendar(cls, hours=((9, 12), (13, 18)), days=range(5), **vals):
        lines = [
            {
                "name": "Work",
                "dayofweek": str(day),
                "hour_from": start,
                "hour_to": stop,
                "day_period": "morning" if start < 12 else "afternoon",
            }
            for day in days
            for start, stop in hours
        ]
        return cls.env["resource.calendar"].create(
            {
                "name": "Hours",
                "company_id": cls.company.id,
                "tz": "Asia/Shanghai",
                "attendance_ids": [Command.clear(), *map(Command.create, lines)],
                **vals,
            }
        )

    @classmethod
    def budgets(cls, sla=None, severity=False, **hours):
        sla = sla or cls.sla
        lines = [
            {"milestone": name, "severity": severity, "budget_hours": budget}
            for name, budget in hours.items()
        ]
        if not severity:
            sla.line_ids.unlink()
        sla.line_ids = [Command.create(line) for line in lines]

    @classmethod
    def holiday(cls, day, company=None, **vals):
        leaves = cls.env["resource.calendar.leaves"]
        leaves = leaves.with_company(company or cls.company)
        leave = leaves.create(
            {
                "name": "Holiday",
                "date_from": at(f"{day} 00:00"),
                "date_to": at(f"{day} 23:59:59"),
                **vals,
            }
        )
        # its company is the one of whoever flushes
        leave.flush_recordset()
        return leave

    @classmethod
    def complaint(cls, moment="2026-06-05 16:00", **vals):
        """Complaint received at a local time in Shanghai."""
        vals = {"subject": "Broken", "partner_id": cls.buyer.id, **vals}
        with freeze_time(at(moment)):
            return cls.env["care.complaint"].create(vals)

    @classmethod
    def cause(cls, name="product"):
        return cls.env.ref(f"crm_customer_care.care_complaint_cause_{name}")

    def clock(self, complaint, milestone="resolve"):
        """The latest clock of a milestone."""
        clocks = complaint.clock_ids.filtered(lambda c: c.milestone == milestone)
        return clocks.sorted("id")[-1:]

    def due(self, complaint, milestone="resolve"):
        return local(self.clock(complaint, milestone).deadline)

    def run_clocks(self, moment):
        """The job at a local time in Shanghai."""
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_complaint_clocks")
        with freeze_time(at(moment)), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def finish(cls, complaint, **vals):
        """Take all steps until a complaint is closed."""
        complaint.write(
            {
                "apology_note": "We are sorry.",
                "proposal": "A new one.",
                "remedy": "A new one.",
                "cause_id": complaint.cause_id.id or cls.cause().id,
                **vals,
            }
        )
        for step in ("acknowledge", "assess", "propose", "communicate"):
            getattr(complaint, f"action_{step}")()
        complaint.action_accept()
        complaint.action_close()
