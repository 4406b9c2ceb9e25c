from dateutil.relativedelta import relativedelta

from odoo.fields import Datetime
from odoo.tests import HttpCase, tagged

from .kpi_common import KpiCommon


@tagged("post_install", "-at_install")
class TestKpiTour(KpiCommon, HttpCase):
    """The month is the running one: the browser's clock is not ours to stop."""

    def setUp(self):
        super().setUp()
        self.today = self.policy._get_today()
        self.target(value=2, month_from=self.today.replace(day=1))
        self.target(value=2, user_id=self.colleague.id)
        customer = self.customer(name="Alder", user_id=self.seller.id)
        # at the same moment a month ago, too
        for moment in (Datetime.now(), Datetime.now() - relativedelta(months=1)):
            for summary in ("First call", "Second call"):
                self.touch(customer, moment, summary=summary, user_id=self.seller.id)
        self.touch(user_id=self.colleague.id, moment=Datetime.now())
        month = self.today.replace(day=1) - relativedelta(months=1)
        self.env["care.kpi"]._keep_month([(self.company.id, month)])

    def test_a_salesperson_looks_at_his_targets(self):
        self.start_tour("/odoo", "care_kpi", login=self.seller.login)
        note = self.env["care.kpi.note"].search([("user_id", "=", self.seller.id)])
        self.assertEqual(note.plan, "Call every customer twice")
        praise = self.env["care.praise"].search([("author_id", "=", self.seller.id)])
        self.assertEqual(praise.user_id, self.leader)
