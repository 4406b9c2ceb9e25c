from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
class TestCompleteness(QualityCommon):
    def test_a_new_policy_asks_for_everything_of_companies_and_people(self):
        lines = self.policy.completeness_line_ids
        checks = lines._get_checks()
        self.assertEqual(lines.mapped("code"), list(checks))
        self.assertTrue(all(min(w) > 0 for w in zip(*self.totals(lines), strict=True)))

    def totals(self, lines):
        return [tuple(sum(w) for w in zip(*map(self.weights, lines), strict=True))]

    def weights(self, line):
        return line._get_weights()

    def test_facts_count_by_their_weight(self):
        self.demand(reach=3, address=1)
        customer = self.known(phone="+1 555 0100")
        self.assertEqual(self.score(customer), 75)

    def test_the_score_is_rounded_down_so_that_100_is_complete(self):
        self.demand(reach=999, website=1)
        customer = self.known(phone="+1 555 0100")
        self.assertEqual(self.score(customer), 99)
        customer.website = "https://c.example.com"
        self.assertEqual(self.score(customer), 100)

    def test_key_customers_are_asked_more(self):
        self.demand(reach=1, website=(0, 4))
        vals = {"phone": "+1 555 0100"}
        scores = [self.score(self.known(t, **vals)) for t in ("Key", "General")]
        self.assertEqual(scores, [20, 100])

    def test_companies_are_not_asked_for_what_private_customers_are(self):
        self.demand(reach=1, website=1)
        line = self.policy.completeness_line_ids[1]
        line.applies_to = "company"
        vals = {"phone": "+1 555 0100"}
        company, private = self.known(**vals), self.known(is_company=False, **vals)
        self.assertEqual((self.score(company), self.score(private)), (50, 100))

    def test_one_person_is_enough_until_decision_makers_are_named(self):
        self.demand(function=1)
        customer = self.known()
        known = self.person(customer, function="Buyer")
        unknown = self.person(customer)
        self.assertEqual(self.score(customer), 100)
        customer.care_decision_maker_ids = known | unknown
        self.assertEqual(self.score(customer), 0)
        unknown.function = "Owner"
        self.assertEqual(self.score(customer), 100)

    def test_a_private_customer_is_its_own_person(self):
        self.demand(function=1)
        customer = self.known(is_company=False)
        self.person(customer, function="Daughter")
        self.assertEqual(self.score(customer), 0)
        customer.function = "Dentist"
        self.assertEqual(self.score(customer), 100)

    def test_addresses_and_archived_people_are_nobody_to_talk_to(self):
        self.demand(person=1)
        customer = self.known()
        self.person(customer, type="invoice")
        person = self.person(customer)
        self.assertEqual(self.score(customer), 100)
        person.active = False
        self.assertEqual(self.score(customer), 0)

    def test_a_person_who_moves_changes_both_customers(self):
        self.demand(person=1)
        old, new = self.known(), self.known()
        person = self.person(old)
        self.assertEqual((self.score(old), self.score(new)), (100, 0))
        person.parent_id = new
        self.assertEqual((self.score(old), self.score(new)), (0, 100))
        person.unlink()
        self.assertEqual(self.score(new), 0)

    def test_an_answer_about_consent_counts_whatever_it_is(self):
        self.demand(consent=1)
        customer = self.known()
        vals = {"state": "refused", "partner_id": self.person(customer).id}
        channel = self.env.ref("crm_customer_care.channel_phone")
        consent = self.env["care.consent"].create({"channel_id": channel.id, **vals})
        self.assertEqual(self.score(customer), 100)
        consent.unlink()
        self.assertEqual(self.score(customer), 0)

    def test_birthdays_of_relatives_are_not_those_of_the_person(self):
        self.demand(birthday=1)
        customer = self.known()
        person = self.person(customer)
        kind = self.env["care.relation.kind"].search([], limit=1)
        relation = self.env["care.relation"].create(
            {"partner_id": person.id, "other_name": "Lily", "kind_id": kind.id}
        )
        day = self.env["care.date"].create(
            {
                "partner_id": person.id,
                "relation_id": relation.id,
                "kind_id": self.env["care.date.kind"]._get("birthday").id,
                "text": "3/8",
            }
        )
        self.assertEqual(self.score(customer), 0)
        day.relation_id = False
        self.assertEqual(self.score(customer), 100)

    def test_a_secret_relation_counts_where_it_was_written_alone(self):
        self.demand(relation=1)
        one, other = self.known(is_company=False), self.known(is_company=False)
        kind = self.env["care.relation.kind"].search([], limit=1)
        relation = self.env["care.relation"].create(
            {
                "partner_id": one.id,
                "other_id": other.id,
                "kind_id": kind.id,
                "is_secret": True,
            }
        )
        self.assertEqual((self.score(one), self.score(other)), (100, 0))
        relation.is_secret = False
        self.assertEqual((self.score(one), self.score(other)), (100, 100))

    def test_the_yearly_spend_is_that_of_the_profiles_company(self):
        self.demand(spend=1)
        customer = self.known()
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        customer.with_company(other).care_yearly_spend = 5000
        self.assertEqual(self.score(customer), 0)
        customer.care_yearly_spend = 5000
        self.assertEqual(self.score(customer), 100)

    def test_every_check_is_a_question_the_database_understands(self):
        self.demand(**dict.fromkeys(self.policy.completeness_line_ids._get_checks(), 1))
        customer = self.known()
        self.assertEqual(self.score(customer), 0)
        missing = self.profile(customer).missing.split(", ")
        self.assertEqual(len(missing), len(self.policy.completeness_line_ids))

    def test_what_is_missing_is_named_in_the_readers_language(self):
        self.demand(reach=1, website=5, address=0)
        profile = self.profile(self.known())
        self.assertEqual(profile.missing, "Website, Phone or e-mail")
        profile.partner_id.write({"website": "https://a.example.com", "phone": "+1"})
        self.assertFalse(profile.missing)

    def test_customers_are_found_by_what_is_missing(self):
        self.demand(reach=1, website=1)
        bare, full = self.known(), self.known(phone="+1 555", website="a.example.com")
        both = [("id", "in", (bare | full).ids)]
        find = self.env["res.partner"].search
        self.assertEqual(find([*both, ("care_missing", "ilike", "WEBS")]), bare)
        self.assertEqual(find([*both, ("care_missing", "=", False)]), full)
        self.assertFalse(find([*both, ("care_missing", "ilike", "Birth")]))

    def test_contacts_are_filtered_sorted_and_grouped_by_completeness(self):
        self.demand(reach=1, website=1)
        half = self.known(name="Half", phone="+1 555")
        full = self.known(name="Full", phone="+1 555", website="a.example.com")
        partners = self.env["res.partner"]
        both = [("id", "in", (half | full).ids)]
        below = partners.search([*both, ("care_completeness", "<", 100)])
        self.assertEqual(below, half)
        ordered = partners.search(both, order="care_completeness desc")
        self.assertEqual(ordered, full | half)
        everybody = [("id", "in", (half | full | self.customer()).ids)]
        above = partners.search([*everybody, ("care_completeness", ">", 0)])
        self.assertEqual(above, half | full)
        ordered = partners.search(everybody, order="care_completeness desc")
        self.assertEqual(ordered[:2], full | half)
        groups = partners._read_group(both, ["care_completeness_range"], ["__count"])
        self.assertEqual(groups, [("3", 1), ("5", 1)])

    def test_weights_of_zero_alone_are_refused(self):
        for weights in ({"reach": 0}, {"reach": (0, 1)}, {"reach": (1, 0)}):
            self.assertRefuses(
                ValidationError,
                "something to ask for",
                lambda w=weights: self.demand(**w),
            )
        self.assertRefuses(ValidationError, "something to ask for", self.remove_lines)

    def remove_lines(self):
        self.policy.completeness_line_ids = [Command.clear()]

    def test_a_policy_that_asks_companies_only_is_refused(self):
        self.demand(reach=1)
        line = self.policy.completeness_line_ids
        of_companies = {"applies_to": "company"}
        self.assertRefuses(
            ValidationError, "private customers", line.write, of_companies
        )
        self.assertRefuses(ValidationError, "something to ask for", line.unlink)

    def test_a_policy_from_before_gets_its_lines(self):
        self.policy.completeness_line_ids.with_context(care_policy_write=True).unlink()
        self.env["care.profile"]._refresh_completeness()
        self.assertTrue(self.policy.completeness_line_ids)
