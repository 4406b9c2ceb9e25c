from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestCustomer(ArchiveCommon):
    def test_decision_makers_are_people_of_the_customer(self):
        customer = self.customer(name="Alder")
        chief, branch = self.person(customer), self.customer(name="Branch")
        stranger = self.person(name="Stranger")
        branch.parent_id = customer
        customer.care_decision_maker_ids = chief
        for wrong in (stranger, branch, customer):
            self.assertRefuses(
                ValidationError,
                "people of Alder",
                customer.write,
                {"care_decision_maker_ids": [Command.set(wrong.ids)]},
            )

    def test_a_sponsor_is_another_person(self):
        customer, person = self.customer(), self.person()
        customer.care_sponsor_id = person
        for partner, sponsor in ((customer, self.customer()), (person, person)):
            self.assertRefuses(
                ValidationError,
                "choose a person",
                partner.write,
                {"care_sponsor_id": sponsor.id},
            )

    def test_nobody_competes_with_itself(self):
        customer = self.customer()
        customer.care_competitor_ids = self.customer()
        self.assertRefuses(
            ValidationError,
            "competitor for itself",
            customer.write,
            {"care_competitor_ids": [Command.link(customer.id)]},
        )

    def test_the_share_is_that_of_a_year(self):
        customer = self.customer(care_yearly_spend=1000)
        for day in ("2026-05-15", "2026-06-15"):
            self.deal(customer, day, 100)
        self.refresh()
        self.assertAlmostEqual(customer.care_spend_share, 0.2)
        self.policy.window_months = 6
        self.refresh("2026-07-01")
        self.env.invalidate_all()
        self.assertAlmostEqual(customer.care_spend_share, 0.4)

    def test_without_an_estimate_there_is_no_share(self):
        customer = self.customer()
        self.deal(customer)
        self.refresh()
        self.assertEqual(customer.care_spend_share, 0)
        self.assertRefuses(
            ValidationError, "0 or more", customer.write, {"care_yearly_spend": -1}
        )

    def test_every_company_estimates_the_spend_for_itself(self):
        other = self.env["res.company"].create({"name": "Other"})
        customer = self.customer(care_yearly_spend=1000)
        self.assertEqual(customer.with_company(other).care_yearly_spend, 0)
        found = self.env["res.partner"].search([("care_yearly_spend", ">", 900)])
        self.assertIn(customer, found)

    @mute_logger("odoo.sql_db")
    def test_an_interest_is_in_the_list_once_per_kind(self):
        interests = self.env["care.interest"]
        interests.create({"name": "Chess", "kind": "hobby"})
        interests.create({"name": "Chess", "kind": "product"})
        vals = {"name": "Chess", "kind": "hobby"}
        self.assertRefuses(UniqueViolation, "name_kind_uniq", interests.create, vals)


@tagged("post_install", "-at_install")
class TestTeam(ArchiveCommon):
    def test_a_customer_with_a_team_has_a_profile(self):
        customer = self.customer()
        member = self.member(customer)
        self.refresh("2026-06-29")
        self.assertTrue(self.profile(customer))
        member.unlink()
        self.refresh()
        self.assertFalse(self.profile(customer))

    def test_a_new_team_is_found_within_the_hour(self):
        self.env["care.profile"]._refresh(self.company)
        customer = self.customer()
        self.member(customer)
        self.env["care.profile"]._refresh_recent(self.company)
        self.assertTrue(self.profile(customer))

    def test_a_team_counts_in_its_own_company_only(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        customer = self.customer()
        user = self.user(company_ids=[Command.set((self.company | other).ids)])
        self.member(customer, user, company_id=other.id)
        self.refresh(company=self.company | other)
        self.assertFalse(self.profile(customer))
        self.assertTrue(self.profile(customer, other))

    def test_a_team_belongs_to_the_whole_customer(self):
        person = self.person(self.customer(name="Alder"), name="Ada")
        self.assertRefuses(
            ValidationError, "add it to Alder, not to Ada", self.member, person
        )

    def test_a_person_who_buys_has_a_team_too(self):
        self.assertTrue(self.member(self.person()))

    def test_the_team_follows_a_customer_that_becomes_a_contact(self):
        person, company = self.person(), self.customer()
        user = self.user()
        self.member(person, user)
        self.member(person)
        self.member(company, user)
        person.parent_id = company
        self.assertFalse(person.care_team_ids)
        self.assertEqual(len(company.care_team_ids), 2)

    def test_portal_users_are_no_colleagues(self):
        self.assertRefuses(
            ValidationError, "portal user", self.member, None, self.user("portal")
        )

    @mute_logger("odoo.sql_db")
    def test_a_colleague_has_a_role_once(self):
        customer, user = self.customer(), self.user()
        self.member(customer, user)
        self.member(customer, user, role="service")
        self.assertRefuses(UniqueViolation, "member_uniq", self.member, customer, user)
