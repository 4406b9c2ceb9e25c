from odoo.tests import tagged

from .benefit_common import BenefitCommon


@tagged("post_install", "-at_install")
class TestBenefit(BenefitCommon):
    """Benefits follow the tier, and leave alone what was chosen by hand."""

    def test_benefits_follow_two_changes_of_tier(self):
        key, important = self.pricelist("Key"), self.pricelist("Important")
        self.benefit("pricelist", pricelist_id=key.id)
        self.benefit("pricelist", "Important", pricelist_id=important.id)
        customer = self.known("Important")
        person = self.person(customer)
        self.grant()
        self.assertEqual(customer.specific_property_product_pricelist, important)
        self.move(customer, "Key")
        self.grant("2026-06-02")
        self.assertEqual(customer.specific_property_product_pricelist, key)
        self.assertEqual(person.specific_property_product_pricelist, key)
        self.move(customer, "General")
        self.grant("2026-06-03")
        self.assertFalse(customer.specific_property_product_pricelist)
        self.assertFalse(person.specific_property_product_pricelist)
        self.assertEqual(
            self.steps(customer), [("withdrawn", "tier"), ("withdrawn", "tier")]
        )
        days = [str(grant.date_end) for grant in self.grants(customer)]
        self.assertEqual(days, ["2026-06-02", "2026-06-03"])

    def test_what_was_chosen_by_hand_is_kept_over_two_changes_of_tier(self):
        mine, term = self.term("By hand"), self.term()
        self.benefit("payment_term", payment_term_id=term.id)
        customer = self.known("General", property_payment_term_id=mine.id)
        self.move(customer, "Key")
        self.grant()
        self.assertEqual(customer.property_payment_term_id, mine)
        kept = self.grants(customer)
        self.assertEqual((kept.state, kept.before_text), ("kept", "By hand"))
        self.move(customer, "General")
        self.grant("2026-06-02")
        self.assertEqual(customer.property_payment_term_id, mine)
        self.assertEqual(self.steps(customer), [("kept", "tier")])

    def test_what_is_chosen_later_is_kept_and_told(self):
        term, other = self.term(), self.term("By hand")
        self.benefit("payment_term", payment_term_id=term.id)
        customer = self.known()
        self.grant()
        customer.property_payment_term_id = other
        self.grant("2026-06-02")
        self.assertEqual(customer.property_payment_term_id, other)
        self.assertEqual(self.steps(customer), [("kept", "")])
        self.move(customer, "General")
        self.grant("2026-06-03")
        self.assertEqual(customer.property_payment_term_id, other)

    def test_a_manager_grants_anyway_and_the_choice_comes_back(self):
        term, other = self.term(), self.term("By hand")
        self.benefit("payment_term", payment_term_id=term.id)
        customer = self.known(property_payment_term_id=other.id)
        self.grant()
        self.grants(customer).with_user(self.manager).action_grant()
        self.assertEqual(customer.property_payment_term_id, term)
        self.assertEqual(self.grants(customer).decided_by_id, self.manager)
        self.grant("2026-06-02")
        self.assertEqual(self.steps(customer), [("granted", "")])
        self.move(customer, "General")
        self.grant("2026-06-03")
        self.assertEqual(customer.property_payment_term_id, other)

    def test_what_stands_in_the_way_no_more_gives_way(self):
        term, other = self.term(), self.term("By hand")
        self.benefit("payment_term", payment_term_id=term.id)
        customer = self.known(property_payment_term_id=other.id)
        self.grant()
        customer.property_payment_term_id = False
        self.grant("2026-06-02")
        self.assertEqual(customer.property_payment_term_id, term)
        self.assertEqual(self.steps(customer), [("kept", "free"), ("granted", "")])

    def test_what_was_taken_out_by_hand_stays_out(self):
        self.benefit("payment_term", payment_term_id=self.term().id)
        customer = self.known()
        self.grant()
        customer.property_payment_term_id = False
        for day in ("2026-06-02", "2026-06-03"):
            self.grant(day)
        self.assertFalse(customer.property_payment_term_id)
        self.assertEqual(self.steps(customer), [("kept", "")])

    def test_a_credit_limit_is_restored_to_the_cent(self):
        self.benefit("credit", amount=5000)
        customer, rich = self.known(), self.known(credit_limit=1234.56)
        self.grant()
        self.assertEqual((customer.credit_limit, rich.credit_limit), (5000, 1234.56))
        self.grants(rich).with_user(self.manager).action_grant()
        self.assertEqual(rich.credit_limit, 5000)
        (self.move(customer, "General"), self.move(rich, "General"))
        self.grant("2026-06-02")
        self.assertEqual((customer.credit_limit, rich.credit_limit), (0, 1234.56))

    def test_other_companies_keep_their_own_terms(self):
        other = self.env["res.company"].create({"name": "Other"})
        term, theirs = self.term(), self.term("Theirs")
        self.benefit("payment_term", payment_term_id=term.id)
        customer = self.known()
        there = customer.with_company(other)
        there.property_payment_term_id = theirs
        self.grant()
        self.assertEqual(customer.property_payment_term_id, term)
        self.assertEqual(there.property_payment_term_id, theirs)
        self.move(customer, "General")
        self.grant("2026-06-02")
        self.assertFalse(customer.property_payment_term_id)
        self.assertEqual(there.property_payment_term_id, theirs)

    def test_run_again_nothing_is_written(self):
        self.benefit("pricelist", pricelist_id=self.pricelist().id)
        self.benefit("green_channel")
        self.benefit("rebate", "Important", percent=3)
        self.known(), self.known("Important"), self.known("General")
        self.grant()
        grants = self.grants()
        self.assertEqual(len(grants), 3)
        stamp = grants.mapped("write_date")
        self.assertFalse(grants._get_differing(self.policy))
        self.grant()
        self.assertEqual(self.grants(), grants)
        self.assertEqual(grants.mapped("write_date"), stamp)

    def test_nothing_happens_before_it_is_switched_on(self):
        self.policy.benefit_active = False
        self.benefit("pricelist", pricelist_id=self.pricelist().id)
        customer = self.known()
        self.grant()
        self.assertFalse(self.grants(customer))
        self.assertFalse(customer.specific_property_product_pricelist)

    def test_of_two_price_lists_the_first_one_counts(self):
        first, second = self.pricelist("First"), self.pricelist("Second")
        self.benefit("pricelist", pricelist_id=second.id, sequence=20)
        self.benefit("pricelist", pricelist_id=first.id, sequence=5)
        customer = self.known()
        self.grant()
        self.assertEqual(customer.specific_property_product_pricelist, first)
        self.assertEqual(len(self.grants(customer)), 1)

    def test_what_a_manager_takes_away_stays_away_in_this_tier(self):
        self.benefit("credit", amount=5000)
        customer = self.known()
        self.grant()
        self.grants(customer).with_user(self.manager).action_refuse()
        self.assertEqual(customer.credit_limit, 0)
        self.grant("2026-06-02")
        self.assertEqual(self.steps(customer), [("refused", "")])
        self.move(customer, "General")
        self.grant("2026-06-03")
        self.move(customer, "Key")
        self.grant("2026-06-04")
        self.assertEqual(customer.credit_limit, 5000)

    def test_a_price_list_that_is_gone_is_not_restored(self):
        mine = self.pricelist("By hand")
        self.benefit("pricelist", pricelist_id=self.pricelist().id)
        customer = self.known(specific_property_product_pricelist=mine.id)
        self.grant()
        self.grants(customer).with_user(self.manager).action_grant()
        mine.unlink()
        self.move(customer, "General")
        self.grant("2026-06-02")
        self.assertFalse(customer.specific_property_product_pricelist)

    def test_the_refresh_asks_for_the_job_when_a_tier_changed(self):
        cron = self.env.ref("crm_customer_care.ir_cron_benefit")
        triggers = self.env["ir.cron.trigger"]
        asked = [("cron_id", "=", cron.id)]
        triggers.search(asked).unlink()
        self.deal(self.customer())
        self.refresh()
        self.assertEqual(triggers.search_count(asked), 1)
        self.refresh()
        self.assertEqual(triggers.search_count(asked), 1)
