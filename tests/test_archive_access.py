from odoo.exceptions import AccessError
from odoo.tests import tagged

from .archive_common import ArchiveCommon

MANAGER = "base.group_partner_manager"
FACTS = {
    "care_gender": "female",
    "care_education": "master",
    "care_personality": "Direct",
    "care_gift_preferences": "Tea",
    "care_service_hints": "Call before noon",
    "care_frequency_days": 14,
    "care_call_from": 9.0,
    "care_call_to": 12.0,
    "care_call_days": "12345",
    "care_do_not_call": True,
    "care_tz": "Asia/Shanghai",
    "care_need_level": "high",
    "care_switching_barriers": "Trained staff",
    "care_yearly_spend": 5000.0,
}
FOR_EMPLOYEES = {
    "care_banner",
    "care_bereaved_until",
    "care_call_days",
    "care_call_from",
    "care_call_to",
    "care_channel_id",
    "care_deceased",
    "care_do_not_call",
    "care_duplicates",
    "care_frequency_days",
    "care_need_level",
    "care_tz",
}
FOR_CARE = {
    "care_competitor_ids",
    "care_consent_ids",
    "care_decision_maker_ids",
    "care_education",
    "care_gender",
    "care_gift_preferences",
    "care_interest_ids",
    "care_personality",
    "care_product_ids",
    "care_service_hints",
    "care_spend_share",
    "care_sponsor_id",
    "care_switching_barriers",
    "care_team_ids",
    "care_yearly_spend",
}


@tagged("post_install", "-at_install")
class TestArchiveAccess(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller, cls.colleague = cls.user("salesperson"), cls.user("salesperson")
        cls.own = cls.customer(name="Own", user_id=cls.seller.id, **FACTS)
        cls.consent(cls.own)

    def test_portal_users_read_no_care_field_of_their_own_company(self):
        portal = self.user("portal", partner_id=self.person(self.own).id)
        own = self.own.with_user(portal)
        self.assertEqual(own.name, "Own")
        names = [name for name in own._fields if name.startswith("care_")]
        self.assertLess(FOR_EMPLOYEES | FOR_CARE, set(names))
        for name in names:
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    own.read([name])
                with self.assertRaises(AccessError):
                    own.write({name: False})
                self.assertNotIn(name, own.fields_get([name]))

    def test_portal_users_neither_search_nor_sort_by_the_archive(self):
        portal = self.user("portal", partner_id=self.person(self.own).id)
        partners = self.env["res.partner"].with_user(portal)
        for name, value in FACTS.items():
            with self.subTest(name), self.assertRaises(AccessError):
                partners.search([(name, "=", value)])
        with self.assertRaises(AccessError):
            partners.search([], order="care_do_not_call")
        for model in ("care.consent", "care.team.member", "care.channel"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(portal).search([])

    def test_employees_know_how_to_contact_and_nothing_personal(self):
        own = self.own.with_user(self.user("employee"))
        self.assertTrue(own.read(sorted(FOR_EMPLOYEES)))
        for name in FOR_CARE:
            with self.subTest(name), self.assertRaises(AccessError):
                own.read([name])

    def test_salespeople_write_the_archive_of_every_contact_they_may_edit(self):
        for user in (self.seller, self.colleague, self.user("manager", MANAGER)):
            self.own.with_user(user).write(FACTS)
            self.assertTrue(self.own.with_user(user).read(sorted(FOR_CARE)))

    def test_auditors_read_all_and_write_nothing(self):
        auditor = self.user("auditor")
        own = self.own.with_user(auditor)
        self.assertTrue(own.read(sorted(FOR_CARE | FOR_EMPLOYEES)))
        member = self.member(self.own, self.seller)
        for record, vals in (
            (own, {"care_gender": "male"}),
            (own.care_consent_ids, {"state": "refused"}),
            (member.with_user(auditor), {"role": "other"}),
        ):
            with self.assertRaises(AccessError):
                record.write(vals)
            with self.assertRaises(AccessError):
                record.unlink()
        for name in ("care.channel", "care.interest"):
            with self.assertRaises(AccessError):
                self.env[name].with_user(auditor).create({"name": "X"})

    def test_consents_belong_to_contacts_of_own_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        consent = self.consent(self.person(company_id=other.id))
        found = self.env["care.consent"].with_user(self.seller).search([])
        self.assertNotIn(consent, found)
        self.assertIn(self.own.care_consent_ids, found)
        with self.assertRaises(AccessError):
            consent.with_user(self.seller).read(["state"])

    def test_salespeople_put_teams_together_for_their_own_customers_only(self):
        free, foreign = self.customer(), self.customer(user_id=self.colleague.id)
        members = self.env["care.team.member"].with_user(self.seller)
        for customer in (self.own, free):
            vals = {"partner_id": customer.id, "user_id": self.colleague.id}
            members.create({**vals, "date_from": "2026-06-15"}).unlink()
        vals = {"partner_id": foreign.id, "user_id": self.user().id}
        with self.assertRaises(AccessError):
            members.create(vals)
        member = members.create({**vals, "partner_id": self.own.id})
        with self.assertRaises(AccessError):
            member.partner_id = foreign

    def test_everybody_of_customer_care_sees_who_is_in_a_team(self):
        member = self.member(self.own, self.seller)
        for role in ("user", "salesperson", "all_documents", "auditor", "manager"):
            user = self.user(role)
            self.assertEqual(member.with_user(user).user_id, self.seller)
        with self.assertRaises(AccessError):
            member.with_user(self.user("employee")).read(["role"])

    def test_who_sees_all_documents_joins_no_foreign_team(self):
        user = self.user("all_documents")
        vals = {"partner_id": self.own.id, "user_id": user.id}
        with self.assertRaises(AccessError):
            self.env["care.team.member"].with_user(user).create(vals)

    def test_leaders_and_managers_change_the_teams_of_others(self):
        leader = self.user("salesperson")
        self.env["crm.team"].create(
            {"name": "T", "user_id": leader.id, "member_ids": self.seller.ids}
        )
        self.deal(self.own)
        self.refresh()
        for user in (leader, self.user("manager")):
            member = self.member(self.own, self.colleague)
            member.with_user(user).role = "service"
            member.with_user(user).unlink()
        member = self.member(self.own, self.colleague)
        with self.assertRaises(AccessError):
            member.with_user(self.colleague).unlink()

    def test_the_share_of_a_foreign_customer_tells_no_revenue(self):
        self.deal(self.own)
        self.refresh()
        self.assertEqual(self.own.with_user(self.seller).care_spend_share, 0.02)
        self.env.invalidate_all()
        self.assertEqual(self.own.care_spend_share, 0.02)
        self.assertEqual(self.own.with_user(self.colleague).care_spend_share, 0)

    def test_managers_alone_edit_channels_and_salespeople_add_interests(self):
        channels = self.env["care.channel"]
        vals = {"name": "Pigeon", "letter": "Q"}
        with self.assertRaises(AccessError):
            channels.with_user(self.seller).create(vals)
        self.assertTrue(channels.with_user(self.user("manager")).create(vals))
        interests = self.env["care.interest"].with_user(self.seller)
        interest = interests.create({"name": "Chess"})
        with self.assertRaises(AccessError):
            interest.unlink()
