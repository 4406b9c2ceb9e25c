from odoo.tests import tagged

from .common import CareCommon

LOCK = {"tier_lock_reason": "Partner of the founder", "tier_lock_until": "2027-01-01"}


@tagged("post_install", "-at_install")
class TestMerge(CareCommon):
    def merge(self, *partners):
        """Merge into the first one."""
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        target, *_sources = partners
        wizard._merge([partner.id for partner in partners], target)
        self.env.invalidate_all()

    def merged(self, *amounts):
        """Customers of a refresh, one per amount, merged into the first one."""
        customers = [self.customer() for _amount in amounts]
        for customer, amount in zip(customers, amounts, strict=True):
            if amount:
                self.deal(customer, amount=amount)
        self.refresh()
        self.merge(*customers)
        return customers[0]

    def rows(self, model, customer):
        rows = self.env[model].with_context(active_test=False)
        return rows.search([("partner_id", "=", customer.id)])

    def test_a_merged_customer_keeps_one_profile(self):
        target = self.merged(10, 20, 30)
        self.assertEqual(len(self.rows("care.profile", target)), 1)
        self.refresh("2026-07-01")
        self.assertEqual(self.profile(target).contribution, 60)

    def test_the_only_profile_moves_to_the_remaining_customer(self):
        target = self.merged(0, 20)
        self.assertEqual(self.profile(target).contribution, 20)

    def test_deals_of_all_merged_customers_stay(self):
        target = self.merged(10, 20, 20)
        deals = self.rows("care.deal", target)
        self.assertEqual(sorted(deals.mapped("amount")), [10, 20, 20])
        self.assertEqual(deals.commercial_partner_id, target)

    def test_the_history_of_all_merged_customers_stays(self):
        customers = [self.customer(), self.customer()]
        for customer in customers:
            self.deal(customer, "2026-01-10")
        self.refresh("2026-06-29")
        before = [len(self.rows("care.profile.change", c)) for c in customers]
        self.merge(*customers)
        self.assertTrue(before[1])
        after = self.rows("care.profile.change", customers[0])
        self.assertEqual(len(after), sum(before))

    def test_the_profile_of_a_company_without_one_moves(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        target, source = self.customer(), self.customer()
        self.deal(target, amount=10)
        self.deal(source, amount=20)
        self.deal(source, amount=30, company_id=other.id)
        self.refresh(company=self.company | other)
        kept, moved = self.profile(target), self.profile(source, other)
        self.merge(target, source)
        self.assertEqual(self.rows("care.profile", target), kept | moved)

    def test_only_colliding_snapshots_are_dropped(self):
        early, late = self.customer(), self.customer()
        self.deal(early, "2026-04-10", 5)
        self.refresh("2026-04-30")
        self.deal(late, "2026-05-10", 7)
        self.refresh("2026-05-31")
        self.merge(late, early)
        snapshots = self.rows("care.profile.snapshot", late).sorted("date")
        months = [(str(s.date), s.contribution) for s in snapshots]
        self.assertEqual(months, [("2026-04-30", 5), ("2026-05-31", 7)])

    def test_a_lock_of_a_merged_customer_is_kept(self):
        target, source = self.customer(), self.customer()
        for customer in (target, source):
            self.deal(customer)
        self.deal(amount=9000)
        self.refresh("2026-06-29")
        key = self.tier("Key")
        self.profile(source).write(
            {
                "tier_lock_id": key.id,
                "quadrant_lock": "e1",
                "quadrant_lock_reason": "Strategy",
                **LOCK,
            }
        )
        self.merge(target, source)
        profile = self.profile(target)
        self.assertEqual((profile.tier_lock_id, profile.tier_id), (key, key))
        self.assertEqual(str(profile.tier_lock_until), LOCK["tier_lock_until"])
        self.assertEqual((profile.quadrant_lock, profile.quadrant), ("e1", "e1"))
        self.refresh()
        self.assertEqual(self.profile(target).tier_id, key)

    def test_the_lock_of_the_remaining_customer_wins(self):
        target, source = self.customer(), self.customer()
        for customer, name in ((target, "Important"), (source, "Key")):
            self.deal(customer)
            self.refresh("2026-06-29")
            self.profile(customer).write({"tier_lock_id": self.tier(name).id, **LOCK})
        self.merge(target, source)
        self.assertEqual(self.profile(target).tier_lock_id, self.tier("Important"))

    def test_merging_into_a_contact_of_a_company_leaves_no_stray(self):
        company, other = self.customer(), self.customer(is_company=False)
        person = self.customer(is_company=False, parent_id=company.id)
        self.deal(other, amount=10)
        self.deal(company, amount=5)
        self.refresh("2026-06-29")
        self.merge(person, other)
        self.assertFalse(self.profile(person))
        self.refresh()
        self.assertEqual(self.profile(company).contribution, 15)

    def test_merging_twice_and_many_works(self):
        first, other = self.merged(1, 2, 3), self.merged(4, 5)
        self.merge(first, other)
        self.refresh("2026-07-01")
        self.assertEqual(self.profile(first).contribution, 15)

    def test_profiles_of_several_companies_are_merged_one_by_one(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        target, source = self.customer(), self.customer()
        self.deal(target)
        for company in (self.company, other):
            self.deal(source, company_id=company.id)
        self.refresh(company=self.company | other)
        self.merge(target, source)
        profiles = self.rows("care.profile", target)
        self.assertEqual(profiles.company_id, self.company | other)
        self.assertEqual(len(profiles), 2)
