from odoo.tests import freeze_time, tagged

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestBenefitMerge(BenefitCommon):
    def merge(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, *(source.id for source in sources)], target)
        self.env.invalidate_all()

    def test_benefits_of_merged_customers_are_decided_anew(self):
        term = self.term()
        self.benefit("payment_term", payment_term_id=term.id)
        target, source = self.known("General"), self.known("Key")
        self.grant()
        self.merge(target, source)
        self.assertEqual(self.steps(target), [("withdrawn", "merged")])
        self.assertFalse(target.property_payment_term_id)
        self.grant("2026-06-02")
        self.assertFalse(target.property_payment_term_id)
        self.move(target, "Key")
        self.grant("2026-06-03")
        self.assertEqual(target.property_payment_term_id, term)
        self.move(target, "General")
        self.grant("2026-06-04")
        self.assertFalse(target.property_payment_term_id)

    def test_both_had_the_same_and_one_keeps_it(self):
        self.benefit("credit", amount=500)
        target, source = self.known(), self.known()
        self.grant()
        self.merge(target, source)
        states = sorted(self.grants(target).mapped("state"))
        self.assertEqual(states, ["granted", "withdrawn"])
        self.assertEqual(target.credit_limit, 500)
        self.assertFalse(self.grants()._get_differing(self.policy))

    def test_terms_and_plans_of_both_stay(self):
        target, source = self.known(), self.known()
        accounts, key = self.env["care.account"], {"company_id": self.company.id}
        accounts.create({"partner_id": target.id, "sales_mode": "direct", **key})
        accounts.create(
            {
                "partner_id": source.id,
                "sales_mode": "agent",
                "special_terms": "2 %",
                **key,
            }
        )
        plan = self.env["care.plan"].create(
            {"name": "P", "partner_id": source.id, "date_to": "2026-12-31", **key}
        )
        service = self.benefit()
        delivery = self.env["care.benefit.delivery"].create(
            {"partner_id": source.id, "benefit_id": service.id, **key}
        )
        self.merge(target, source)
        self.assertEqual(target.care_sales_mode, "direct")
        self.assertEqual(target.care_special_terms, "2 %")
        self.assertEqual(plan.partner_id, target)
        self.assertEqual(delivery.partner_id, target)

    def referral(self, referrer, referred):
        vals = {"partner_id": referrer.id, "referred_id": referred.id}
        return self.env["care.referral"].create(
            {"date": "2026-01-01", "company_id": self.company.id, **vals}
        )

    def test_referrals_stay_and_the_first_counts(self):
        target, source, one, two = (self.customer() for _number in range(4))
        first, second = self.referral(one, source), self.referral(two, target)
        brought = self.referral(source, self.customer())
        self.merge(target, source)
        self.assertEqual((first.state, second.state), ("open", "lost"))
        self.assertEqual(first.referred_customer_id, target)
        self.assertEqual(brought.commercial_partner_id, target)

    def test_whoever_is_merged_with_whom_it_brought_brought_nobody(self):
        target, source = self.customer(), self.customer()
        referral = self.referral(source, target)
        self.merge(target, source)
        self.assertEqual(referral.state, "lost")

    def test_what_a_person_brought_stays_with_its_company(self):
        old, new = self.customer(), self.customer()
        giver, taker = self.person(old), self.person(new)
        referral = self.referral(giver, taker)
        (giver | taker).unlink()
        self.assertEqual(referral.partner_id, old)
        self.assertEqual(referral.referred_id, new)

    def test_a_customer_that_becomes_part_of_another_takes_its_plans_along(self):
        parent, child = self.known(), self.known()
        key = {"company_id": self.company.id, "partner_id": child.id}
        plan = self.env["care.plan"].create(
            {"name": "P", "date_to": "2026-12-31", **key}
        )
        self.env["care.account"].create({"sales_mode": "agent", **key})
        child.write({"is_company": False, "parent_id": parent.id})
        self.assertEqual(plan.partner_id, parent)
        self.assertEqual(parent.care_sales_mode, "agent")

    def test_a_person_is_found_and_erased(self):
        person = self.customer(name="Paula Privat", email="paula@example.com")
        referral = self.env["care.referral"].create(
            {"partner_id": self.customer().id, "referred_name": "Ms Paula Privat"}
        )
        own = self.referral(person, self.customer())
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": "Paula Privat", "email": "paula@example.com"}
        )
        wizard.action_lookup()
        found = {(row.res_model, row.res_id): row for row in wizard.line_ids}
        for record in (referral, own):
            found[record._name, record.id].action_unlink()
        self.assertEqual(referral.referred_name, "Ms …")
        self.assertFalse(own.exists())
