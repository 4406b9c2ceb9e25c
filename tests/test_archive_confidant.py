from odoo.exceptions import AccessError
from odoo.tests import tagged

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestConfidant(SecretCommon):
    def assertSees(self, partner, *users):
        """Of the seller, the stranger and these, just these see the facts."""
        everybody = {self.seller, self.stranger, *users}
        names = {u.login for u in everybody if self.seen(partner, u)}
        self.assertEqual(names, {user.login for user in users})

    def test_the_salesperson_sees_and_others_do_not(self):
        self.facts()
        self.assertSees(self.own, self.seller)

    def test_managers_and_auditors_see(self):
        self.facts()
        for role in ("manager", "sales_manager", "auditor"):
            self.assertSees(self.own, self.seller, self.user(role))

    def test_auditors_change_nothing(self):
        row = self.facts()
        for groups in ("", "sales_team.group_sale_salesman"):
            auditor = self.user("auditor", groups)
            self.assertRefuses(
                AccessError, "", row.with_user(auditor).write, {"taboos": "x"}
            )
            self.assertRefuses(AccessError, "", row.with_user(auditor).unlink)

    def test_all_documents_are_no_confidences(self):
        self.facts()
        everything = self.user("all_documents")
        self.assertFalse(self.seen(self.own, everything))

    def test_the_leader_of_the_salesperson_sees(self):
        self.facts()
        leader = self.user("salesperson")
        team = self.team(leader, self.seller, self.stranger)
        self.assertSees(self.own, self.seller, leader)
        team.member_ids -= self.seller
        self.assertSees(self.own, self.seller)

    def test_members_of_the_customers_team_see_from_their_day_on(self):
        self.facts()
        member = self.env["care.team.member"].create(
            {
                "partner_id": self.own.id,
                "user_id": self.stranger.id,
                "date_from": "2020-01-01",
                "company_id": self.company.id,
            }
        )
        self.assertSees(self.own, self.seller, self.stranger)
        member.date_from = "2100-01-01"
        self.assertSees(self.own, self.seller)

    def test_a_customer_without_salesperson_is_open_to_all_of_them(self):
        free = self.customer(name="Free")
        self.facts(free)
        self.assertSees(free, self.seller, self.stranger)

    def test_the_owner_of_the_profile_counts_without_a_salesperson(self):
        customer = self.customer(name="Sold")
        self.order(customer, user_id=self.stranger.id)
        self.refresh()
        self.facts(customer)
        self.assertSees(customer, self.stranger)

    def test_people_of_a_company_follow_its_salesperson(self):
        person = self.customer(is_company=False, parent_id=self.own.id, name="Person")
        person.user_id = self.stranger
        self.facts(person)
        self.assertSees(person, self.seller)
        self.own.user_id = False
        self.assertSees(person, self.stranger)

    def test_employees_and_portal_users_get_nothing(self):
        self.facts()
        for role in ("employee", "portal"):
            user = self.user(role)
            rows = self.env["care.confidential"].with_user(user)
            with self.assertRaises(AccessError):
                rows.search([])
            for name in ("care_taboos", "care_confidential_state"):
                with self.subTest((role, name)), self.assertRaises(AccessError):
                    self.own.with_user(user).read([name])
            found = self.own.with_user(user).search([("care_taboos", "!=", False)])
            self.assertFalse(found)

    def test_nobody_takes_a_customer_over_to_read_its_secrets(self):
        child = self.customer(is_company=False, parent_id=self.own.id, name="Child")
        self.facts(child)
        theirs = self.own.with_user(self.stranger)
        person = child.with_user(self.stranger)
        mine = self.customer(name="Mine", user_id=self.stranger.id)
        for record, vals in (
            (theirs, {"user_id": self.stranger.id}),
            (theirs, {"user_id": False}),
            (person, {"parent_id": mine.id}),
            (person, {"is_company": True}),
            (theirs, {"parent_id": mine.id}),
        ):
            self.assertRefuses(AccessError, "Ask Sally", record.write, vals)
        theirs.write({"user_id": self.seller.id, "phone": "1"})
        self.own.with_user(self.seller).user_id = self.stranger
        self.assertSees(child, self.stranger)

    def test_who_may_not_see_makes_nobody_a_member(self):
        self.facts()
        members = self.env["care.team.member"].with_user(self.stranger)
        vals = {"partner_id": self.own.id, "user_id": self.stranger.id}
        self.assertRefuses(AccessError, "", members.create, vals)

    def test_facts_stay_with_their_contact(self):
        mine = self.customer(name="Mine", user_id=self.stranger.id)
        row = self.facts(mine).with_user(self.stranger)
        self.assertRefuses(AccessError, "", row.write, {"partner_id": self.own.id})

    def test_a_contact_of_another_company_hides_its_facts(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self.customer(name="Foreign", company_id=other.id)
        row = self.facts(foreign)
        rows = self.env["care.confidential"].with_user(self.user("manager"))
        self.assertFalse(rows.search([("id", "=", row.id)]))
