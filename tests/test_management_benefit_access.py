from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import SQL

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestBenefitAccess(BenefitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.known(name="Own")
        cls.foreign = cls.known(name="Foreign", user_id=cls.stranger.id)
        cls.service = cls.benefit(quota=2)
        cls.both = cls.own | cls.foreign

    def records(self):
        """A record of each model for each of the two customers."""
        self.grant()
        key = {"company_id": self.company.id}
        values = {
            "care.benefit.delivery": {"benefit_id": self.service.id},
            "care.account": {"sales_mode": "direct"},
            "care.plan": {"name": "Plan", "date_to": "2026-12-31"},
            "care.referral": {"referred_name": "Somebody"},
        }
        for model, vals in values.items():
            for customer in self.both:
                owner = {"partner_id": customer.id, **key, **vals}
                if "user_id" in self.env[model]._fields:
                    owner["user_id"] = customer.user_id.id
                record = self.env[model].create(owner)
                if model == "care.plan":
                    step = {"name": "Step", "date_deadline": "2026-07-01"}
                    record.step_ids = [(0, 0, step)]
        return [*values, "care.plan.step", "care.benefit.grant"]

    def seen(self, model, user):
        records = self.env[model].with_user(user)
        found = records.search([("company_id", "=", self.company.id)])
        return found.sudo().partner_id

    def test_everybody_sees_the_customers_that_he_may_see(self):
        readers = {
            self.seller: self.own,
            self.stranger: self.foreign,
            self.user("all_documents"): self.both,
            self.manager: self.both,
            self.auditor: self.both,
        }
        for model in self.records():
            for user, customers in readers.items():
                with self.subTest(model=model, user=user.name):
                    self.assertEqual(self.seen(model, user), customers)
            for role in ("employee", "portal"):
                with self.subTest(model=model, role=role):
                    with self.assertRaises(AccessError):
                        self.seen(model, self.user(role))

    def test_leaders_see_the_customers_of_their_team(self):
        leader = self.user()
        team = {"name": "Team", "user_id": leader.id, "company_id": self.company.id}
        team["member_ids"] = [(4, self.stranger.id)]
        self.env["crm.team"].create(team)
        for model in self.records():
            with self.subTest(model):
                self.assertEqual(self.seen(model, leader), self.foreign)

    def test_auditors_change_nothing(self):
        for model in self.records():
            record = self.env[model].search([], limit=1).with_user(self.auditor)
            with self.subTest(model):
                with self.assertRaises(AccessError):
                    record.write({"company_id": self.company.id})
                with self.assertRaises(AccessError):
                    record.unlink()

    def test_nobody_writes_the_log_of_benefits(self):
        self.grant()
        grant = self.grants(self.own)
        for user in (self.seller, self.manager):
            with self.subTest(user.name), self.assertRaises(AccessError):
                grant.with_user(user).write({"state": "withdrawn"})

    def test_only_managers_decide_about_benefits(self):
        self.grant()
        grant = self.grants(self.own)
        for user in (self.seller, self.auditor):
            with self.subTest(user.name):
                with self.assertRaises(AccessError):
                    grant.with_user(user).action_refuse()
                with self.assertRaises(AccessError):
                    self.service.with_user(user).name = "More"
        grant.with_user(self.manager).action_refuse()
        self.assertEqual(grant.state, "refused")
        self.service.with_user(self.manager).name = "More"

    def test_what_is_history_is_not_decided_anew(self):
        self.grant()
        self.move(self.own, "General")
        self.grant("2026-06-02")
        grant = self.grants(self.own).with_user(self.manager)
        self.assertRefuses(UserError, "history", grant.action_grant)

    def test_a_record_does_not_go_to_a_customer_of_others(self):
        models = ("care.benefit.delivery", "care.account", "care.plan")
        self.records()
        self.env["care.account"].search([("partner_id", "=", self.foreign.id)]).unlink()
        for model in models:
            record = self.env[model].search([("partner_id", "=", self.own.id)])
            if model != "care.account":
                record.user_id = self.stranger
            if model == "care.plan":
                record.step_ids.user_id = self.stranger
            with self.subTest(model), self.assertRaises(AccessError):
                record.with_user(self.seller).partner_id = self.foreign

    def test_what_is_left_of_a_service_is_what_was_not_delivered(self):
        self.grant()
        vals = {"benefit_id": self.service.id, "partner_id": self.own.id}
        deliveries = self.env["care.benefit.delivery"].with_user(self.seller)
        deliveries.create({**vals, "date": "2025-12-31"})
        first = deliveries.create({**vals, "date": "2026-03-01", "hours": 2})
        grant = self.grants(self.own).with_user(self.seller)
        [[used]] = self.env.execute_query(
            SQL(
                """SELECT sum(times) FROM care_benefit_delivery WHERE partner_id = %s
                      AND date >= '2026-01-01'""",
                self.own.id,
            )
        )
        self.assertEqual((used, grant.remaining), (1, 1))
        self.assertEqual(grant.remaining_text, "1 time")
        self.assertEqual(first.remaining, 1)
        with Form(deliveries) as form:
            form.partner_id = self.own
            form.benefit_id = self.service
            self.assertFalse(form.is_over_quota)
            form.times = 2
            self.assertTrue(form.is_over_quota)
        self.env.invalidate_all()
        self.assertEqual(grant.remaining, -1)

    def test_nothing_is_delivered_tomorrow_nor_of_what_is_no_service(self):
        other = self.benefit("early_access")
        vals = {"benefit_id": self.service.id, "partner_id": self.own.id}
        deliveries = self.env["care.benefit.delivery"]
        for change, sentence in (
            ({"date": "2026-06-16"}, "not delivered yet"),
            ({"benefit_id": other.id}, "is no service"),
            ({"partner_id": self.person(self.own).id}, "whole customer"),
        ):
            with self.subTest(sentence):
                self.assertRefuses(
                    ValidationError, sentence, deliveries.create, {**vals, **change}
                )

    def test_a_rebate_is_counted_from_what_was_bought_meanwhile(self):
        self.benefit("rebate", percent=2.5)
        self.grant("2026-06-01")
        for day, amount in (("2026-05-31", 999), ("2026-06-01", 100)):
            self.deal(self.own, day, amount)
        self.order(self.own, "2026-06-02 10:00:00", 300)
        self.move(self.own, "General")
        self.grant("2026-06-03")
        self.deal(self.own, "2026-06-03", 5000)
        rebate = self.grants(self.own, kind="rebate").with_user(self.seller)
        [[bought]] = self.env.execute_query(
            SQL(
                """SELECT (SELECT sum(amount) FROM care_deal WHERE partner_id = %(id)s
                              AND date >= '2026-06-01' AND date < '2026-06-03')
                        + (SELECT sum(amount_untaxed) FROM sale_order
                            WHERE partner_id = %(id)s)""",
                id=self.own.id,
            )
        )
        self.assertEqual((bought, rebate.rebate_amount), (400, 10))

    def test_terms_of_a_customer_are_typed_on_its_page(self):
        person = self.person(self.own)
        own = self.own.with_user(self.seller)
        own.write({"care_sales_mode": "framework", "care_special_terms": "Two years"})
        self.assertEqual(person.with_user(self.seller).care_sales_mode, "framework")
        partners = self.env["res.partner"].with_user(self.seller)
        framework = [("care_sales_mode", "=", "framework")]
        self.assertIn(self.own, partners.search(framework))
        self.assertNotIn(self.foreign, partners.search(framework))
        other = self.env["res.company"].create({"name": "Other"})
        self.assertFalse(self.own.with_company(other).care_sales_mode)
        with self.assertRaises(AccessError):
            self.own.with_user(self.stranger).care_special_terms = "None"
        self.assertFalse(self.own.with_user(self.stranger).care_special_terms)
        self.assertEqual(
            self.env["care.account"].search_count([("partner_id", "=", self.own.id)]), 1
        )

    def test_a_profile_counts_benefits_plans_and_referrals(self):
        self.records()
        profile = self.profile(self.own).with_user(self.seller)
        counts = [profile.benefit_count, profile.plan_count, profile.referral_count]
        self.assertEqual(counts, [1, 1, 1])
        for action in (
            profile.action_open_benefits(),
            profile.action_open_plans(),
            profile.action_open_referrals(),
        ):
            found = self.env[action["res_model"]].with_user(self.seller)
            self.assertEqual(found.search_count(action["domain"]), 1)

    def test_customers_with_early_access_are_found(self):
        self.benefit("early_access")
        self.grant()
        found = self.env["res.partner"].search(
            [("care_grant_ids.kind", "=", "early_access")]
        )
        self.assertLessEqual(self.both, found)
        self.move(self.own, "General")
        self.grant("2026-06-02")
        found = found.search([("care_grant_ids.kind", "=", "early_access")])
        self.assertNotIn(self.own, found)
