from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .story_common import TODAY, StoryCommon

# what needs books, or months that have passed, is tried elsewhere
EXPECTED = {
    *("orders_falling", "gap_widening", "silence", "complaint_open", "low_rating"),
    *("complaint_repeated", "competitor", "sponsor_gone", "tier_fallen"),
    *("quadrant_fallen", "rising_star"),
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDemoWork(StoryCommon):
    """What is done for the customers of the demo story, and what comes of it."""

    def test_gifts_and_events_of_all_states_are_there(self):
        gifts = self.of_company("care.gift")
        states = set(gifts.mapped("state"))
        self.assertEqual(states, {"planned", "given", "declined"})
        self.assertTrue(any(gifts.mapped("is_over_budget")))
        held, coming = self.of_company("care.invitation", order="date")
        self.assertEqual((held.state, coming.state), ("done", "open"))
        self.assertEqual((held.attended_count, held.testimonial_count), (5, 2))
        self.assertEqual(len(held.line_ids.touch_id), 5)
        self.assertTrue(coming.audience_count)

    def median_age(self, profiles):
        ages = sorted((TODAY - p.last_touch_date).days for p in profiles)
        return ages[len(ages) // 2]

    def test_who_matters_more_was_talked_to_later(self):
        everybody = self.profiles.filtered("last_touch_date")
        tiers = [everybody.filtered(lambda p, t=t: p.tier_id == t) for t in self.tiers]
        ages = [self.median_age(profiles) for profiles in tiers]
        self.assertEqual(ages, sorted(ages))

    @property
    def tiers(self):
        return self.policy.tier_ids

    def test_contacts_lie_in_the_last_twelve_months(self):
        touches = self.of_company("care.touch")
        self.assertGreater(len(touches), 300)
        days = touches.mapped(lambda touch: touch.date.date())
        self.assertTrue(TODAY - timedelta(days=366) < min(days) < max(days) <= TODAY)
        self.assertEqual(set(touches.mapped("effective")), {True, False})

    def test_needs_have_all_states(self):
        needs = self.of_company("care.need")
        states = set(needs.mapped("state"))
        self.assertEqual(states, {"open", "confirmed", "served"})
        self.assertEqual(len(needs.lead_id), 1)

    def test_complaints_are_at_all_steps_and_some_are_over(self):
        complaints = self.of_company("care.complaint")
        self.assertEqual(
            set(complaints.mapped("state")),
            {
                *("received", "acknowledged", "assessed", "investigating"),
                *("communicated", "options", "closed"),
            },
        )
        self.assertEqual(
            set(complaints.mapped("kind")), {"complaint", "suggestion", "praise"}
        )
        states = set(complaints.clock_ids.mapped("state"))
        self.assertLessEqual({"running", "paused", "met"}, states)
        self.assertTrue(complaints.promise_ids and complaints.compensation_ids)

    def test_every_rule_greets_somebody_within_a_year(self):
        rules = self.of_company("care.greeting.rule")
        self.assertEqual(len(rules), 7)
        self.assertTrue(all(rules.occasion_id.mapped("active")))
        start = self.policy._get_today()
        for rule in rules:
            with self.subTest(rule.name):
                stop = start + relativedelta(years=1, days=-1)
                self.assertTrue(rule._get_matches(start, stop, limit=1))

    def test_nothing_is_sent_until_somebody_begins(self):
        self.assertFalse(self.policy.greeting_active)
        rules = self.env["care.greeting.rule"]
        self.assertFalse(rules._get_active_rules(self.company))

    def test_the_story_has_a_warning_of_every_kind_and_losses(self):
        risks = self.of_company("care.risk")
        self.assertLessEqual(EXPECTED, set(risks.mapped("reason")))
        self.assertTrue(all(risks.mapped("text")))
        self.assertTrue(risks.filtered("plan_date"))
        self.assertIn("snoozed", risks.mapped("state"))
        losses = self.of_company("care.loss")
        self.assertEqual(
            sorted(losses.mapped("winback_state")), ["none", "returned", "running"]
        )
        self.assertTrue(all(loss.contribution > 0 for loss in losses))
        self.assertTrue(losses.action_ids)
        funnel = self.of_company("care.funnel.report")
        self.assertEqual(set(funnel.mapped("move")), {"won", "lost", "returned"})
        self.assertFalse(self.env["care.profile"]._refresh(self.company).written)

    def test_figures_of_the_story_are_those_of_its_documents(self):
        self.check_benefits()
        for plan in self.of_company("care.plan"):
            with self.subTest(plan.name):
                days = (plan.partner_id.id, plan.date_from, plan.date_to)
                self.assertAlmostEqual(plan.revenue_actual, self.bought(*days), 2)
                self.assertTrue(plan.revenue_actual and plan.contact_actual)
                self.assertTrue(plan.activity_ids)
        referrals = self.of_company("care.referral")
        for referral in referrals.filtered("referred_customer_id"):
            with self.subTest(referral.display_name):
                new = referral.referred_customer_id.id
                value = self.bought(new, referral.date, date(2030, 1, 1))
                self.assertAlmostEqual(referral.value, value, 2)
        self.assertEqual(set(referrals.mapped("state")), {"open", "won"})

    def check_benefits(self):
        grants = self.of_company("care.benefit.grant")
        self.assertEqual(set(grants.mapped("state")), {"granted", "kept"})
        self.assertFalse(grants._get_differing(self.policy))
        key = self.tier("Key")
        customers = self.env["care.profile"].search([("tier_id", "=", key.id)])
        lists = grants.filtered(lambda grant: grant.kind == "pricelist")
        self.assertEqual(lists.partner_id, customers.partner_id)
        services = grants.filtered(lambda grant: grant.benefit_id.quota)
        self.assertTrue(
            any(grant.remaining < grant.benefit_id.quota for grant in services)
        )

    def bought(self, customer, first, last):
        """Orders, counted by a query of its own."""
        self.env.flush_all()
        [[total]] = self.env.execute_query(
            SQL(
                """SELECT COALESCE(sum(a), 0) FROM (
                       SELECT o.amount_untaxed AS a FROM sale_order o
                         JOIN res_partner p ON p.id = o.partner_id
                        WHERE o.state = 'sale' AND p.commercial_partner_id = %(id)s
                          AND o.company_id = %(company)s
                          AND o.date_order::date BETWEEN %(first)s AND %(last)s
                       UNION ALL
                       SELECT amount FROM care_deal
                        WHERE partner_id = %(id)s AND company_id = %(company)s
                          AND date BETWEEN %(first)s AND %(last)s) x""",
                id=customer,
                company=self.company.id,
                first=first,
                last=last,
            )
        )
        return float(total)
