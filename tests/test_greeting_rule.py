from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .greeting_common import GreetingCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingRule(GreetingCommon):
    def test_a_festival_greets_the_persons_of_customers(self):
        customer = self.known()
        ann = self.human(customer, name="Ann")
        eve = self.human(name="Eve")
        self.person(name="Nobody's")
        rule = self.rule(self.occasion("spring_festival"))
        self.assertEqual(
            self.matches(rule),
            [(ann, "2026-02-17", "2026"), (eve, "2026-02-17", "2026")],
        )

    def test_archived_deceased_and_our_own_people_are_not_greeted(self):
        customer = self.known()
        self.human(customer, active=False)
        self.human(customer, care_deceased=True)
        self.human(customer, type="invoice")
        self.known(self.user().partner_id)
        self.assertFalse(self.greeted(self.rule()))

    def test_people_of_an_archived_customer_are_not_greeted(self):
        customer = self.known()
        self.human(customer)
        self.profile(customer).active = False
        self.assertFalse(self.greeted(self.rule()))

    def test_who_decides_may_be_greeted_alone(self):
        customer = self.known()
        ann, _bob = self.human(customer), self.human(customer)
        private = self.human()
        customer.care_decision_maker_ids = ann
        rule = self.rule(recipient="decision_makers")
        self.assertEqual(self.greeted(rule), ann | private)

    def test_the_customer_itself_may_be_greeted(self):
        customer = self.known()
        self.human(customer)
        private = self.human()
        rule = self.rule(recipient="customer")
        self.assertEqual(self.greeted(rule), customer | private)

    def test_the_audience_of_a_rule_bounds_it(self):
        key = self.tier("Key")
        one, _other = self.known(tier_id=key.id), self.known()
        ann = self.human(one)
        self.human(_other)
        rule = self.rule(tier_ids=key.ids)
        self.assertEqual(self.greeted(rule), ann)

    def test_a_person_without_country_has_that_of_the_customer(self):
        china = self.env.ref("base.cn")
        customer = self.known()
        ann = self.human(customer)
        customer.country_id = china
        self.human(country_id=self.env.ref("base.fr").id)
        self.env.flush_all()
        self.cr.execute(
            SQL("UPDATE res_partner SET country_id = NULL WHERE id = %s", ann.id)
        )
        self.assertEqual(self.greeted(self.rule(country_ids=china.ids)), ann)

    def test_the_first_rule_that_fits_greets(self):
        ann, bob = self.human(name="Ann"), self.human(name="Bob")
        occasion = self.occasion()
        rest = self.rule(occasion, sequence=20)
        first = self.rule(occasion, sequence=10, domain=f"[('id', '=', {ann.id})]")
        self.rule(occasion, sequence=5, channel="gift")
        self.rule(occasion, sequence=1, active=False)
        self.assertEqual(self.greeted(first), ann)
        self.assertEqual(self.greeted(rest), bob)

    def test_who_has_a_greeting_is_not_fresh(self):
        ann, bob = self.human(name="Ann"), self.human(name="Bob")
        rule = self.rule()
        self.env["care.greeting"].create(
            {
                "partner_id": ann.id,
                "company_id": self.company.id,
                "occasion_id": rule.occasion_id.id,
                "channel": rule.channel,
                "occasion_key": "2026",
                "occasion_date": "2026-05-01",
            }
        )
        fresh = self.matches(rule, fresh=True)
        self.assertEqual(fresh, [(bob, "2026-05-01", "2026")])

    def test_public_holidays_are_those_of_the_customers_country(self):
        turkish = self.human(country_id=self.env.ref("base.tr").id)
        self.human(country_id=self.env.ref("base.cn").id)
        self.human()
        rule = self.rule(self.occasion("eid_al_fitr"))
        days = date(2033, 1, 1), date(2033, 12, 31)
        self.assertEqual(
            self.matches(rule, *days),
            [
                (turkish, "2033-01-02", "2033-01-02"),
                (turkish, "2033-12-23", "2033-12-23"),
            ],
        )

    def test_each_company_greets_its_own_customers(self):
        mine, shared = self.human(), self.human()
        shared.company_id = False
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        self.env["care.profile"].sudo().create(
            {"partner_id": shared.id, "company_id": other.id}
        )
        rule = self.rule(self.occasion("new_year"))
        self.assertEqual(self.greeted(rule), mine | shared)
        rule = self.rule(self.occasion("new_year"), company_id=other.id)
        self.assertEqual(self.greeted(rule), shared)

    def test_the_hour_to_send_is_that_of_the_contact(self):
        self.company.resource_calendar_id.tz = "Europe/Berlin"
        customer = self.known()
        customer.care_tz = "Asia/Shanghai"
        self.human(customer, name="Ann", tz="Europe/Paris")
        self.human(customer, name="Bob", care_tz="America/New_York")
        self.human(name="Eve")
        rule = self.rule(send_hour=9.5)
        [ann, bob, eve] = rule._get_matches(date(2026, 5, 1), date(2026, 5, 1))
        moments = [str(rule._get_send_moment(match)) for match in (ann, bob, eve)]
        self.assertEqual(
            moments,
            ["2026-05-01 01:30:00", "2026-05-01 13:30:00", "2026-05-01 07:30:00"],
        )

    def test_a_mail_rule_is_switched_on_with_its_mail_only(self):
        rule = self.rule(channel="mail", active=False)
        self.assertRefuses(ValidationError, "choose the mail", rule.action_switch_on)
        rule.mail_template_id = self.occasion("birthday").mail_template_id
        rule.action_switch_on()
        self.assertTrue(rule.active)

    def test_switching_on_chooses_the_occasion(self):
        rule = self.rule(self.occasion("mid_autumn"), active=False)
        rule.occasion_id.active = False
        rule.action_switch_on()
        self.assertTrue(rule.occasion_id.active)
        rule.action_switch_off()
        self.assertFalse(rule.active)

    def test_an_hour_that_no_clock_has_is_refused(self):
        rule = self.rule()
        for vals in ({"send_hour": 24}, {"send_hour": -1}, {"lead_days": -1}):
            with self.subTest(vals), mute_logger("odoo.sql_db"):
                self.assertRefuses(CheckViolation, "check_", rule.write, vals)

    def test_owner_and_customer_come_with_each_match(self):
        seller = self.user()
        customer = self.known(user_id=seller.id)
        ann = self.human(customer)
        [match] = self.rule()._get_matches(date(2026, 5, 1), date(2026, 5, 1))
        self.assertEqual(
            (match.partner_id, match.commercial_partner_id, match.user_id),
            (ann.id, customer.id, seller.id),
        )

    def test_a_tag_chosen_by_a_rule_stays(self):
        tag = self.env["res.partner.category"].create({"name": "Golf"})
        ann = self.human(category_id=[Command.link(tag.id)])
        self.human()
        self.assertEqual(self.greeted(self.rule(tag_ids=tag.ids)), ann)
