from collections import Counter, defaultdict
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.tests import tagged

from .analyses_common import MOMENTS, TODAY, AnalysesCommon
from .moves_recount import MovesRecount
from .reference import classify

SCORES = ((5, 4, 3, 4, 5, 2), (1, 2, 4, 5, 3, 3), (4, 4, 5, 5, 1, 2))
# customer, number of answers, percent of low ones
ANSWERS = """SELECT x.customer, count(*), 100.0 * avg((x.score <= 2)::int)
     FROM (SELECT commercial_partner_id AS customer, satisfaction::int
                  AS score, company_id
             FROM care_touch WHERE satisfaction IS NOT NULL
           UNION ALL
           SELECT c.commercial_partner_id, l.score, c.company_id
             FROM care_satisfaction_line l
             JOIN care_satisfaction y ON y.id = l.satisfaction_id
             JOIN care_complaint c ON c.id = y.complaint_id
           UNION ALL
           SELECT p.commercial_partner_id, r.rating, o.company_id
             FROM rating_rating r JOIN res_partner p ON p.id = r.partner_id
             JOIN (SELECT 'sale.order' AS model, id, company_id
                     FROM sale_order
                   UNION ALL SELECT 'care.complaint', id, company_id
                     FROM care_complaint) o
               ON o.model = r.res_model AND o.id = r.res_id
            WHERE r.consumed) x
    WHERE x.company_id = %(company)s GROUP BY 1"""


@freeze_time(f"{TODAY} 12:00:00")
@tagged("post_install", "-at_install")
class TestAnalysesRecount(MovesRecount, AnalysesCommon):
    """Figures of the demo story, with surveys, counted again from the documents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.items = cls.env["care.satisfaction.item"].search([])[:6]
        of_story = [("company_id", "=", cls.company.id), ("kind", "=", "complaint")]
        cls.complaints = cls.env["care.complaint"].search(of_story, limit=3)
        for complaint, scores in zip(cls.complaints, SCORES, strict=True):
            survey = cls.env["care.satisfaction"].create(
                {"complaint_id": complaint.id, "cycle": 7}
            )
            survey._answer(dict(zip(cls.items, scores, strict=True)), "")
        cls.env["rating.rating"].create(
            {
                "res_model_id": cls.env["ir.model"]._get("care.complaint").id,
                "res_id": cls.complaints[0].id,
                "partner_id": cls.complaints[0].partner_id.id,
                "rating": 2,
                "consumed": True,
            }
        )
        cls.env.flush_all()
        cls.bought = cls.purchases()

    def assertFigures(self, row, **expected):
        for name, value in expected.items():
            found = row[name] or 0
            self.assertAlmostEqual(found, float(value or 0), 2, (row, name))

    # customers
    def test_behaviour_is_that_of_the_orders_and_deals(self):
        expected = classify(self.bought, TODAY)
        rows = self.rows("behaviour")
        self.assertEqual(set(rows.partner_id.ids), set(expected))
        self.assertGreater(len({row.mean_interval_days for row in rows}), 5)
        for row in rows:
            result = expected[row.partner_id.id]
            self.assertFigures(
                row,
                order_count=result.order_count,
                average_order=result.average_order,
                mean_interval_days=result.mean_interval_days,
                recency_days=result.recency_days,
            )
            self.assertEqual(row.first_purchase_date, result.first_purchase_date)
            self.assertEqual(row.last_purchase_date, result.last_purchase_date)

    def test_value_is_that_of_the_orders_and_deals(self):
        expected = classify(self.bought, TODAY)
        rows = self.rows("value").filtered(lambda row: row.partner_id.id in expected)
        self.assertEqual(len(rows), len(expected))
        for row in rows:
            result = expected[row.partner_id.id]
            spend = row.partner_id.care_yearly_spend
            revenue = result.order_count * float(result.average_order or 0)
            share = 100 * revenue / spend if spend else 0
            days = (TODAY - result.first_purchase_date).days
            self.assertFigures(
                row,
                contribution=result.contribution,
                previous_contribution=result.previous_contribution,
                growth=result.contribution - result.previous_contribution,
                order_count=result.order_count,
                spend_share=share,
                share=result.share and 100 * result.share,
                stability=result.stability,
                years=days / 365.25,
            )
            # an average is kept in whole cents
            half_a_cent = 0.005 * result.order_count + 0.001
            self.assertAlmostEqual(row.revenue or 0, revenue, delta=half_a_cent)

    def test_prospects_are_worth_their_open_opportunities(self):
        expected = self.by_customer(
            """SELECT p.commercial_partner_id, sum(l.expected_revenue) FROM crm_lead l
                 JOIN res_partner p ON p.id = l.partner_id
                WHERE l.company_id = %(company)s AND l.active
                  AND l.type = 'opportunity' AND l.won_status = 'pending' GROUP BY 1"""
        )
        for name in ("value", "channel"):
            self.assertSame(self.figures(name, "expected_contribution"), expected)

    def test_net_value_is_what_documents_bring_less_what_they_cost(self):
        services = self.by_customer(
            """SELECT partner_id, sum(cost) FROM care_benefit_delivery
                WHERE company_id = %(company)s AND date > %(after)s
                  AND date <= %(until)s GROUP BY 1"""
        )
        self.assertSame(self.figures("cost", "service_cost"), services)
        expected = classify(self.bought, TODAY)
        for row in self.rows("cost"):
            result = expected.get(row.partner_id.id)
            value = float(result.contribution) if result else 0
            gross = value + row.discount_cost
            self.assertFigures(row, contribution=value, gross_value=gross, other_cost=0)

    def test_meetings_visits_and_dinners_are_counted_as_visits(self):
        names = ("channel_meeting", "channel_visit", "channel_dinner")
        expected = self.sql(
            """SELECT t.commercial_partner_id, count(*) FROM care_touch t
                 JOIN ir_model_data d ON d.model = 'care.channel'
                      AND d.res_id = t.channel_id AND d.name = ANY(%(names)s)
                WHERE t.company_id = %(company)s AND t.date >= %(start)s
                  AND t.date < %(stop)s GROUP BY 1""",
            names=list(names),
            **MOMENTS,
        )
        expected = {self.keys[key]: count for key, count in expected}
        self.assertSame(self.figures("service", "visit_count"), expected)

    # month by month
    def test_months_tell_what_each_customer_bought_in_them(self):
        revenue, count = Counter(), Counter()
        for customer, day, amount in self.bought:
            end = day + relativedelta(day=31)
            revenue[customer, end] += float(amount)
            # what is negative was given back
            count[customer, end] += amount >= 0
        rows = self.rows("development")
        self.assertGreater(sum(rows.mapped("purchase_count")), 100)
        for row in rows:
            key = row.partner_id.id, row.date
            self.assertFigures(row, revenue=revenue[key], purchase_count=count[key])

    def test_month_ends_tell_contributions_of_their_windows(self):
        # whose order of June came in after the month end
        late = ("partner_id", "!=", self.story.customers["tianshan"].id)
        rows = self.rows("development", [("contribution", "!=", False), late])
        past = {
            day: classify(self.bought, day)
            for month in set(rows.mapped("date"))
            for day in (month, month.replace(day=1) - timedelta(days=1))
        }
        first = min(rows.mapped("date"))
        for row in rows.filtered(lambda row: row.date > first):
            before = row.date.replace(day=1) - timedelta(days=1)
            now, then = (past[d].get(row.partner_id.id) for d in (row.date, before))
            self.assertFigures(row, contribution=now.contribution if now else 0)
            if now and then:
                self.assertFigures(
                    row,
                    previous_contribution=then.contribution,
                    change=now.contribution - then.contribution,
                )

    def test_who_was_away_returned_or_did_not(self):
        [(away, returned)] = self.sql(
            """SELECT count(*), count(*) FILTER (WHERE NOT s.segment IN ('dormant',
                                                                        'lost'))
                 FROM care_profile_snapshot o
                 JOIN care_profile_snapshot s USING (partner_id, company_id)
                WHERE s.company_id = %(company)s AND o.segment IN ('dormant', 'lost')
                  AND s.segment IS NOT NULL AND o.date < s.date
                  AND o.date >= s.date - 31"""
        )
        [[rate]] = self.env["care.churn.report"]._read_group(
            [], aggregates=["return_rate:avg"]
        )
        self.assertTrue(away)
        self.assertAlmostEqual(rate, 100 * returned / away)

    # what they said
    def test_surveys_are_read_part_by_part(self):
        expected = defaultdict(list)
        for complaint, scores in zip(self.complaints, SCORES, strict=True):
            for item, score in zip(self.items, scores, strict=True):
                expected[complaint.commercial_partner_id, item.part].append(score)
        parts = ("product", "service", "relation")
        found = defaultdict(list)
        for row in self.rows("satisfaction", [("asked", "in", parts)]):
            found[row.partner_id, row.asked].append(round(row.score))
            self.assertIn(row.action_open_records()["res_id"], self.complaints.ids)
        self.assertEqual({part for _customer, part in found}, set(parts))
        self.assertEqual(
            {key: sorted(scores) for key, scores in found.items()},
            {key: sorted(scores) for key, scores in expected.items()},
        )

    def test_the_dissatisfied_answered_two_or_less(self):
        expected = self.sql(ANSWERS)
        found = self.env["care.satisfaction.report"]._read_group(
            [], ["partner_id"], ["__count", "is_low:avg"]
        )
        found = {customer.id: (count, low) for customer, count, low in found}
        self.assertEqual(found.keys(), {customer for customer, *_ in expected})
        for customer, count, low in expected:
            self.assertEqual(found[customer][0], count)
            self.assertAlmostEqual(found[customer][1], float(low), 4)
