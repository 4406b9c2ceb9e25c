from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .greeting_common import GreetingCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestPersonalOccasion(GreetingCommon):
    def relation(self, person, other=None, kind="spouse", **vals):
        kind = self.env.ref(f"crm_customer_care.relation_kind_{kind}")
        vals = {"partner_id": person.id, "kind_id": kind.id, **vals}
        vals |= {"other_id": other.id} if other else {"other_name": "Spouse"}
        return self.env["care.relation"].create(vals)

    def days(self, text, start=2024, stop=2032, **vals):
        """Days and keys on which a person with a birthday is greeted."""
        person = self.human()
        self.date(text, person, **vals)
        rule = self.rule(self.occasion("birthday"))
        years = date(start, 1, 1), date(stop, 12, 31)
        found = self.matches(rule, *years)
        rule.unlink()
        return [(day, key) for partner, day, key in found if partner == person]

    def test_29_february_is_the_28th_in_common_years(self):
        expected = [
            *("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"),
            *("2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"),
        ]
        found = self.days("1984-02-29")
        self.assertEqual([day for day, _key in found], expected)
        self.assertEqual([key for _day, key in found], [day[:4] for day in expected])

    def test_29_february_may_be_1_march_in_common_years(self):
        self.policy.leap_day_rule = "mar1"
        expected = [
            *("2024-02-29", "2025-03-01", "2026-03-01", "2027-03-01", "2028-02-29"),
            *("2029-03-01", "2030-03-01", "2031-03-01", "2032-02-29"),
        ]
        self.assertEqual([day for day, _key in self.days("2/29")], expected)

    def test_a_year_need_not_be_known(self):
        expected = [(f"{year}-03-08", str(year)) for year in (2026, 2027)]
        self.assertEqual(self.days("3/8", 2026, 2027), expected)

    def test_a_lunar_birthday_comes_once_a_lunar_year(self):
        self.assertEqual(self.days("lunar 11/13", 2025, 2025), [])
        self.assertEqual(
            self.days("lunar 11/13", 2025, 2026),
            [("2026-01-01", "2025"), ("2026-12-21", "2026")],
        )

    def test_a_leap_month_comes_in_years_that_have_it(self):
        found = self.days("闰六月初三", 2025, 2026)
        self.assertEqual(found, [("2025-07-27", "2025"), ("2026-07-16", "2026")])
        self.policy.leap_month_rule = "regular"
        found = self.days("闰六月初三", 2025, 2026)
        self.assertEqual(found, [("2025-06-27", "2025"), ("2026-07-16", "2026")])

    def test_a_birthday_of_today_is_greeted_today(self):
        ann = self.human()
        self.date("6/15", ann)
        today = date(2026, 6, 15)
        found = self.matches(self.rule(self.occasion("birthday")), today, today)
        self.assertEqual(found, [(ann, "2026-06-15", "2026")])

    def test_days_before_today_are_found_after_an_outage(self):
        ann = self.human()
        self.date("6/13", ann)
        found = self.matches(
            self.rule(self.occasion("birthday")), date(2026, 6, 12), date(2026, 6, 15)
        )
        self.assertEqual(found, [(ann, "2026-06-13", "2026")])

    def test_a_birthday_that_is_corrected_keeps_its_subject(self):
        ann = self.human()
        birthday = self.date("3/8", ann)
        rule = self.rule(self.occasion("birthday"))
        [before] = rule._get_matches(date(2026, 1, 1), date(2026, 12, 31))
        birthday.text = "3/18"
        [after] = rule._get_matches(date(2026, 1, 1), date(2026, 12, 31))
        self.assertEqual(str(after.day), "2026-03-18")
        self.assertEqual((before.subject, before.key), (after.subject, after.key))
        self.assertEqual(after.subject, birthday._get_greeting_subject())

    def test_the_birthday_of_a_relation_is_told_to_the_contact(self):
        ann = self.human(name="Ann")
        relation = self.relation(ann)
        self.date("3/8", ann, relation_id=relation.id)
        rule = self.rule(self.occasion("relation_birthday"))
        self.assertEqual(self.matches(rule), [(ann, "2026-03-08", "2026")])
        self.assertFalse(self.matches(self.rule(self.occasion("birthday"))))

    def test_other_relations_than_those_chosen_are_no_occasion(self):
        ann = self.human(name="Ann")
        relation = self.relation(ann, kind="friend")
        self.date("3/8", ann, relation_id=relation.id)
        occasion = self.occasion("relation_birthday")
        rule = self.rule(occasion)
        self.assertFalse(self.matches(rule))
        occasion.relation_kind_ids = False
        self.assertTrue(self.matches(rule))

    def test_a_secret_relation_is_no_occasion(self):
        ann, bob = self.human(name="Ann"), self.human(name="Bob")
        relation = self.relation(ann, bob)
        self.date("3/8", ann, relation_id=relation.id)
        rule = self.rule(self.occasion("relation_birthday"))
        self.assertTrue(self.matches(rule))
        relation.is_secret = True
        self.assertFalse(self.matches(rule))

    def test_an_open_relation_of_two_who_have_a_secret_one_is_no_occasion(self):
        ann, bob = self.human(name="Ann"), self.human(name="Bob")
        relation = self.relation(ann, bob)
        self.date("3/8", ann, relation_id=relation.id)
        self.relation(bob, ann, kind="friend", is_secret=True)
        self.assertFalse(self.matches(self.rule(self.occasion("relation_birthday"))))

    def test_a_founding_is_told_to_the_company_or_its_people(self):
        customer = self.known()
        ann = self.human(customer)
        self.date("2001-06-15", customer, kind="founding")
        rule = self.rule(self.occasion("founding"), recipient="customer")
        self.assertEqual(self.matches(rule), [(customer, "2026-06-15", "2026")])
        rule.recipient = "persons"
        self.assertEqual(self.matches(rule), [(ann, "2026-06-15", "2026")])

    def test_the_first_purchase_has_anniversaries(self):
        customer = self.known(first_purchase_date="2024-02-29")
        self.known(first_purchase_date="2026-03-01")
        private = self.human()
        self.profile(private).first_purchase_date = "2020-03-01"
        rule = self.rule(self.occasion("cooperation"), recipient="customer")
        self.assertEqual(
            self.matches(rule),
            [(customer, "2026-02-28", "2026"), (private, "2026-03-01", "2026")],
        )

    def test_any_kind_of_date_may_be_an_occasion(self):
        ann = self.human()
        self.date("2010-05-20", ann, kind="wedding")
        self.date("2026-05-21", ann, kind="birth")
        wedding = self.rule(self.occasion("wedding"))
        self.assertEqual(self.matches(wedding), [(ann, "2026-05-20", "2026")])
        kind = self.kind("birth")
        occasion = self.occasion(kind="date_kind", date_kind_id=kind.id)
        birth = self.rule(occasion)
        both = date(2026, 1, 1), date(2028, 12, 31)
        self.assertEqual(self.matches(birth, *both), [(ann, "2026-05-21", "2026")])

    def test_a_merge_keeps_what_was_greeted(self):
        ann, twin = self.human(name="Ann"), self.human(name="Ann")
        kept, lost = self.date("3/8", ann), self.date("1985-03-08", twin)
        rule = self.rule(self.occasion("birthday"))
        greeting = self.env["care.greeting"].create(
            {
                "partner_id": twin.id,
                "company_id": self.company.id,
                "occasion_id": rule.occasion_id.id,
                "subject": lost._get_greeting_subject(),
                "channel": rule.channel,
                "occasion_key": "2026",
                "occasion_date": "2026-03-08",
            }
        )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((ann | twin).ids, ann)
        self.assertEqual(greeting.partner_id, ann)
        self.assertEqual(greeting.subject, kept._get_greeting_subject())
        self.assertFalse(self.matches(rule, fresh=True))
