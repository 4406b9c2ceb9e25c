from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .care_common import TouchCommon


@tagged("post_install", "-at_install")
class TestAudience(TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user("salesperson")
        country = cls.env.ref("base.be")
        tag = cls.env["res.partner.category"].create({"name": "Dealers"})
        cls.tag = tag
        cls.big = cls.customer(name="Big", category_id=tag.ids)
        cls.small = cls.customer(name="Small", country_id=country.id)
        cls.idle = cls.customer(name="Idle")
        cls.deal(cls.big, amount=900)
        cls.deal(cls.small, amount=100)
        cls.refresh()
        cls.golf = cls.env["care.interest"].create({"name": "Curling"})
        cls.player = cls.person(cls.small, name="Paul", care_interest_ids=cls.golf.ids)
        cls.everybody = cls.big | cls.small | cls.idle | cls.player

    @classmethod
    def audience(cls, user=None, **vals):
        model = cls.env["care.invitation"].with_user(user or cls.env.user)
        return model.create({"name": "Fair", "company_id": cls.company.id, **vals})

    def found(self, audience):
        """Customers of an audience, among those of this test."""
        customers = audience._get_audience_customers_domain()
        return audience._audience_partners().search(customers) & self.everybody

    def names(self, **vals):
        return sorted(self.found(self.audience(**vals)).mapped("name"))

    def people(self, **vals):
        found = self.audience(**vals)._get_audience_people() & self.everybody
        return sorted(found.mapped("name"))

    def test_without_criteria_nobody_is_left_out(self):
        self.assertEqual(self.names(), ["Big", "Idle", "Small"])

    def test_a_tier_is_that_of_the_company_of_the_audience(self):
        key = self.tier("Key")
        self.assertEqual(self.names(tier_ids=key.ids), ["Big"])
        other = self.env["res.company"].create({"name": "Other"})
        self.assertRefuses(
            ValidationError,
            "choose tiers of Other",
            lambda: self.audience(tier_ids=key.ids, company_id=other.id),
        )

    def test_segments_and_quadrants_are_chosen_as_tags(self):
        new = self.env.ref("crm_customer_care.care_segment_new")
        rated = self.env.ref("crm_customer_care.care_quadrant_e1")
        self.assertEqual(self.names(segment_ids=new.ids), ["Big", "Small"])
        self.assertEqual(self.names(quadrant_ids=rated.ids), [])

    def test_a_person_brings_its_customer_and_a_customer_its_persons(self):
        self.assertEqual(self.names(interest_ids=self.golf.ids), ["Small"])
        self.assertEqual(self.people(interest_ids=self.golf.ids), ["Paul"])
        worker = self.person(self.big, name="Pia")
        self.everybody |= worker
        self.assertEqual(self.people(tag_ids=self.tag.ids), ["Pia"])
        self.assertEqual(self.people(), ["Idle", "Paul", "Pia"])

    def test_a_tag_includes_those_below_it_and_those_archived(self):
        below = self.env["res.partner.category"].create(
            {"name": "Old Dealers", "parent_id": self.tag.id}
        )
        self.idle.category_id = below
        (below | self.tag).active = False
        self.assertEqual(self.names(tag_ids=self.tag.ids), ["Big", "Idle"])

    def test_a_person_without_country_lives_where_its_company_is(self):
        country = self.env.ref("base.be")
        self.player.country_id = False
        self.small.country_id = country
        self.assertEqual(self.people(country_ids=country.ids), ["Paul"])

    def test_typed_conditions_and_saved_filters_hold_too(self):
        self.assertEqual(self.names(domain="[('name', '=', 'Paul')]"), ["Small"])
        saved = self.env["ir.filters"].create(
            {
                "name": "Mine",
                "model_id": "res.partner",
                "domain": "[('user_id', '=', uid)]",
            }
        )
        self.idle.user_id = self.env.user
        self.assertEqual(self.names(filter_id=saved.id), ["Idle"])

    def test_a_filter_of_key_customers_sees_the_profiles_of_the_reader_only(self):
        saved = self.env["ir.filters"].create(
            {
                "name": "Worthy",
                "model_id": "care.profile",
                "domain": "[('contribution', '>', 50)]",
            }
        )
        self.assertEqual(self.names(filter_id=saved.id), ["Big", "Small"])
        self.big.user_id = self.user("salesperson")
        self.refresh()
        found = self.found(self.audience(self.seller, filter_id=saved.id))
        self.assertEqual(found, self.small)

    def test_conditions_that_cannot_be_read_are_refused(self):
        for text in ("[('name', '=', ", "[('no_field', '=', 1)]", "5", "nobody"):
            self.assertRefuses(
                ValidationError,
                "choose them anew",
                lambda text=text: self.audience(domain=text),
            )

    def test_we_and_our_colleagues_are_no_customers(self):
        self.everybody |= self.company.partner_id | self.seller.partner_id
        self.assertEqual(self.names(), ["Big", "Idle", "Small"])

    def test_customers_of_another_company_are_left_out(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.idle.company_id = other
        self.assertEqual(self.names(), ["Big", "Small"])

    def test_the_count_is_that_of_the_list_which_it_opens(self):
        audience = self.audience(self.seller, interest_ids=self.golf.ids)
        domain = audience.action_open_audience()["domain"]
        found = self.env["res.partner"].with_user(self.seller).search(domain)
        self.assertEqual(found, self.small)
        self.assertEqual(audience.audience_count, 1)

    def test_who_may_not_read_the_record_may_not_search_its_audience(self):
        audience = self.audience()
        employee = self.user("employee")
        domain = audience.action_open_audience()["domain"]
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(employee).search(domain)

    @mute_logger("odoo.sql_db")
    def test_what_an_audience_uses_is_not_deleted(self):
        audience = self.audience(tag_ids=self.tag.ids)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.tag.unlink()
            self.env.flush_all()
        self.assertEqual(audience.tag_ids, self.tag)
        self.assertIn("Dealers", audience.audience_text)
