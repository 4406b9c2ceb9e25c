from odoo.tests import tagged
from odoo.tools import SQL

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestStrays(CareCommon):
    def bought(self, **vals):
        customer = self.customer(**vals)
        self.deal(customer)
        self.refresh("2026-06-29")
        return customer

    def test_an_archived_customer_is_out_of_ranks_and_keeps_its_history(self):
        customer, other = self.bought(), self.bought()
        customer.active = False
        self.assertFalse(self.profile(customer).active)
        self.refresh()
        self.assertFalse(self.profile(customer).active)
        self.assertEqual((self.profile(other).rank, self.profile(other).share), (1, 1))
        history = [("partner_id", "=", customer.id)]
        self.assertTrue(self.env["care.profile.change"].search(history))

    def test_a_restored_customer_is_back_at_once(self):
        customer = self.bought()
        customer.active = False
        self.refresh()
        customer.active = True
        self.assertTrue(self.profile(customer).active)
        self.refresh()
        self.assertEqual(self.profile(customer).tier_id, self.tier("Key"))

    def test_a_customer_archived_by_sql_is_archived_by_the_refresh(self):
        customer = self.bought()
        self.env.flush_all()
        query = "UPDATE res_partner SET active = FALSE WHERE id = %s"
        self.env.cr.execute(query, [customer.id])
        self.env.invalidate_all()
        self.refresh()
        self.assertFalse(self.profile(customer).active)

    def test_a_customer_that_gets_a_parent_gives_it_the_purchases(self):
        person, company = self.bought(is_company=False), self.customer()
        person.parent_id = company
        self.assertFalse(self.profile(person))
        self.refresh()
        self.assertFalse(self.profile(person))
        self.assertEqual(self.profile(company).contribution, 100)

    def test_a_person_that_becomes_a_company_takes_the_purchases_along(self):
        company = self.customer()
        person = self.bought(is_company=False, parent_id=company.id)
        self.assertTrue(self.profile(company))
        person.is_company = True
        self.refresh()
        self.assertEqual(self.profile(person).contribution, 100)
        self.assertFalse(self.profile(company))

    def test_a_child_follows_when_its_parent_gets_a_parent(self):
        middle = self.bought(is_company=False)
        top = self.customer()
        child = self.customer(is_company=False, parent_id=middle.id)
        self.assertEqual(child.care_profile_id, self.profile(middle))
        middle.parent_id = top
        self.refresh()
        self.assertEqual(child.care_profile_id, self.profile(top))
        self.assertFalse(self.profile(middle) | self.profile(child))

    def test_a_deleted_customer_leaves_nothing(self):
        customer = self.bought()
        self.refresh()
        customer.unlink()
        for model in (
            "care.profile",
            "care.profile.change",
            "care.profile.snapshot",
            "care.deal",
        ):
            rows = self.env[model].with_context(active_test=False)
            self.assertFalse(rows.search([("partner_id", "=", customer.id)]))

    def test_a_customer_deleted_by_sql_leaves_nothing_after_the_refresh(self):
        customer, other = self.bought(), self.bought()
        self.env.flush_all()
        for table in ("care_deal", "res_partner"):
            column = "id" if table == "res_partner" else "partner_id"
            query = SQL(
                "DELETE FROM %s WHERE %s = %s",
                SQL.identifier(table),
                SQL.identifier(column),
                customer.id,
            )
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.refresh()
        for model in ("care.profile", "care.profile.event"):
            rows = self.env[model].with_context(active_test=False)
            self.assertFalse(rows.search([("partner_id", "=", customer.id)]))
            self.assertTrue(rows.search([("partner_id", "=", other.id)]))

    def test_who_deletes_contacts_needs_no_right_on_profiles(self):
        customer = self.customer()
        self.opportunity(customer)
        self.refresh("2026-06-29")
        self.assertTrue(self.profile(customer))
        editor = self.user("employee", "base.group_partner_manager")
        customer.with_user(editor).unlink()
        rows = self.env["care.profile"].with_context(active_test=False)
        self.assertFalse(rows.search([("partner_id", "=", customer.id)]))

    def test_a_deleted_tier_leaves_customers_without_one_until_the_refresh(self):
        customer = self.bought()
        self.tier("Key").unlink()
        self.env.invalidate_all()
        self.assertFalse(self.profile(customer).tier_id)
        self.refresh()
        self.assertEqual(self.profile(customer).tier_id.name, "Important")

    def test_a_deleted_tier_ends_the_locks_on_it(self):
        customer = self.bought()
        profile, tier = self.profile(customer), self.tier("General")
        profile.write({"tier_lock_id": tier.id, "tier_lock_reason": "Sponsor"})
        self.assertEqual(profile.tier_id, tier)
        tier.unlink()
        self.env.invalidate_all()
        self.assertEqual(profile.tier_id.name, "Key")
        self.assertFalse(
            profile.tier_lock_id or profile.tier_auto_id or profile.tier_lock_reason
        )

    def test_a_lock_outlives_the_tier_by_policy(self):
        customer = self.bought()
        profile, tier = self.profile(customer), self.tier("Important")
        profile.write({"tier_lock_id": tier.id, "tier_lock_reason": "Sponsor"})
        self.tier("Key").unlink()
        self.env.invalidate_all()
        self.assertEqual((profile.tier_id, profile.tier_lock_id), (tier, tier))
        self.assertFalse(profile.tier_auto_id)

    def test_the_log_outlives_who_wrote_it(self):
        customer, manager = self.bought(), self.user("manager")
        profile = self.profile(customer).with_user(manager)
        vals = {"tier_lock_id": self.tier("General").id, "tier_lock_reason": "Sponsor"}
        profile.write(vals)
        history = [("partner_id", "=", customer.id), ("rule", "=", "lock")]
        self.assertEqual(
            self.env["care.profile.change"].search(history).user_id, manager
        )
        manager.unlink()
        self.env.invalidate_all()
        change = self.env["care.profile.change"].search(history)
        self.assertEqual((len(change), change.user_id), (1, self.env["res.users"]))

    def test_a_deleted_salesperson_leaves_customers_without_one(self):
        customer, seller = self.customer(), self.user()
        order = self.order(customer, user_id=seller.id)
        self.refresh()
        self.assertEqual(self.profile(customer).user_id, seller)
        order.user_id = False
        seller.unlink()
        self.env.invalidate_all()
        self.assertFalse(self.profile(customer).user_id)

    def test_a_deleted_company_takes_its_profiles_along(self):
        company = self.env["res.company"].create({"name": "Closed"})
        customer = self.customer()
        deal = self.deal(customer, company_id=company.id)
        self.refresh(company=company)
        self.assertTrue(self.profile(customer, company))
        deal.unlink()
        company.unlink()
        rows = self.env["care.profile"].with_context(active_test=False)
        self.assertFalse(rows.search([("partner_id", "=", customer.id)]))

    def test_who_edits_contacts_needs_no_right_on_profiles(self):
        customer = self.bought()
        editor = self.user("employee", "base.group_partner_manager")
        customer.with_user(editor).active = False
        self.assertFalse(self.profile(customer).active)

    def test_a_customer_without_any_call_loses_its_profile(self):
        customer = self.customer()
        deal = self.deal(customer)
        self.refresh("2026-06-29")
        deal.active = False
        self.refresh()
        self.assertFalse(self.profile(customer))
        self.assertEqual(self.gone(customer), ["Key", "new"])

    def gone(self, customer):
        """What the log says that a customer lost with its last purchase."""
        lines = self.env["care.profile.change"].search(
            [("partner_id", "=", customer.id), ("rule", "=", "gone")], order="id"
        )
        self.assertFalse(any(lines.mapped("to_value")))
        return lines.mapped("from_value")

    def test_a_prospect_whose_last_opportunity_is_lost_leaves_a_line(self):
        prospect = self.customer()
        lead = self.opportunity(prospect, expected_revenue=100, probability=90)
        self.refresh("2026-06-29")
        lead.action_set_lost()
        self.refresh()
        self.assertFalse(self.profile(prospect))
        self.assertEqual(self.gone(prospect), ["p1"])
        self.assertEqual(self.refresh(), (0, 0, 0))
