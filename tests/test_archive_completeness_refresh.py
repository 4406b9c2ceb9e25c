from odoo.tests import tagged

from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
class TestCompletenessRefresh(QualityCommon):
    def refresh_completeness(self, partners=None):
        return self.env["care.profile"]._refresh_completeness(partners, self.company)

    def test_refreshing_twice_writes_nothing(self):
        customers = [self.customer(phone="+1"), self.customer()]
        for customer in customers:
            self.deal(customer)
        self.refresh()
        self.assertEqual(self.refresh_completeness(), 2)
        self.assertEqual(self.refresh_completeness(), 0)
        ranges = [self.profile(c).completeness_range for c in customers]
        self.assertTrue(all(ranges))

    def test_only_the_customers_asked_for_are_written(self):
        customers = [self.customer(), self.customer()]
        for customer in customers:
            self.deal(customer)
        self.refresh()
        person = self.person(customers[0])
        self.assertEqual(self.refresh_completeness(person), 0)
        self.assertEqual(self.refresh_completeness(customers[1]), 1)

    def test_the_nightly_job_refreshes_completeness_too(self):
        self.demand(reach=1)
        customer = self.customer(phone="+1 555 0100")
        self.deal(customer, "2026-10-10")
        for recent in (False, True):
            self.env["care.profile"]._refresh_retrying(self.company, recent)
            self.assertEqual(self.score(customer), 100)

    def test_sql_and_python_agree_on_the_ranges(self):
        scores = {0: "1", 24: "1", 25: "2", 50: "3", 75: "4", 99: "4", 100: "5"}
        for score, found in scores.items():
            self.demand(reach=score, website=100 - score)
            customer = self.known(phone="+1 555 0100")
            profile = self.profile(customer)
            self.assertEqual((profile.completeness_range, score), (found, score))
            self.env.flush_all()
            self.env.cr.execute("UPDATE care_profile SET completeness = -1")
            self.refresh_completeness()
            self.assertEqual(self.profile(customer).completeness_range, found)

    def test_editing_a_contact_costs_few_queries(self):
        customer = self.known()
        person = self.person(customer)
        self.score(customer)
        self.env.flush_all()
        person.function = "Buyer"
        with self.assertQueryCount(__system__=7):
            person.name = "Somebody"
            person.function = "Owner"
            self.env.flush_all()

    def test_a_contact_nobody_classifies_costs_one_query(self):
        self.env.flush_all()
        with self.assertQueryCount(__system__=1):
            self.env["care.profile"]._note_completeness(self.env.user.partner_id)
