from datetime import date

from freezegun import freeze_time

from odoo.fields import Date

from .care_common import TouchCommon

JUNE = date(2026, 6, 1)
MAY = date(2026, 5, 1)
FIGURE = ("value", "numerator", "denominator")


class KpiCommon(TouchCommon):
    """Performance items of a company of two salespeople and their leader, on the
    twentieth of June."""

    NOW = "2026-06-20 12:00:00"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.seller = cls.user(name="Seller")
        cls.colleague = cls.user(name="Colleague")
        cls.leader = cls.user(name="Leader")
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Team",
                "company_id": cls.company.id,
                "user_id": cls.leader.id,
                "member_ids": [(6, 0, cls.seller.ids)],
            }
        )

    @classmethod
    def kpi(cls, code):
        kpis = cls.env["care.kpi"].with_context(active_test=False)
        return kpis.search([("code", "=", code)])

    @classmethod
    def target(cls, code="touches", value=10, **vals):
        return cls.env["care.kpi.target"].create(
            {
                "kpi_id": cls.kpi(code).id,
                "company_id": cls.company.id,
                "month_from": MAY,
                "value": value,
                **vals,
            }
        )

    @classmethod
    def classified(cls, day="2026-06-19"):
        """Everybody is classified as of a day, month ends before it included."""
        with freeze_time(f"{day} 12:00:00"):
            cls.env["care.profile"]._refresh(cls.company, Date.to_date(day))
        cls.env.invalidate_all()

    def measure(self, code, user=None, month=None, now=None, company=None):
        """(value, numerator, denominator) of a user in a month."""
        with freeze_time(now or self.NOW):
            figures = self.env["care.kpi"]._measure(
                code, month=month, company=company or self.company
            )
        figure = figures.get((user or self.seller).id)
        return figure and tuple(figure[name] for name in FIGURE)

    def records(self, code, user=None, month=JUNE, now=None, reader=None):
        """The lines that the drill-down of a figure shows."""
        self.env.invalidate_all()
        user = user or self.seller
        with freeze_time(now or self.NOW):
            lines = self.env["care.kpi.line"].with_user(reader or self.env.user)
            action = lines._open(self.kpi(code), user, month, self.company)
            lines = lines.with_context(**action["context"]).search([])
            lines.mapped("name")
            return lines

    def assert_figure(self, code, value, records, user=None, now=None):
        """A live figure, of these records, which the drill-down counts again."""
        found = self.measure(code, user, now=now)
        self.assertEqual(found[0], value)
        lines = self.records(code, user, now=now)
        self.assertEqual(set(lines.mapped("res_id")), set(records.ids))
        self.assertEqual(set(lines.mapped("res_model")), {records._name})
        self.assertEqual(len(lines), len(records))
        sums = (sum(lines.mapped("numerator")), sum(lines.mapped("denominator")))
        self.assertAlmostEqual(sums[0], found[1])
        self.assertAlmostEqual(sums[1], found[2])

    def keep(self, now="2026-07-01 12:00:00"):
        """The job of a night."""
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_kpi_snapshot")
        with freeze_time(now), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def kept(self, code, user=None, month=JUNE):
        return self.env["care.kpi.snapshot"].search(
            [
                ("company_id", "=", self.company.id),
                ("kpi_id", "=", self.kpi(code).id),
                ("user_id", "=", (user or self.seller).id),
                ("month", "=", month),
            ]
        )
