from freezegun import freeze_time

from .greeting_common import GreetingCommon


class GreetingLedgerCommon(GreetingCommon):
    """A company that greets: its clock is UTC, it sends at nine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.greeting_active = True
        cls.owner = cls.user(name="Owner", email="owner@example.com")
        cls.template = cls.env["mail.template"].create(
            {
                "name": "Greeting",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "subject": "All the best",
                "email_from": "care@example.com",
                "partner_to": "{{ object.id }}",
                "use_default_to": False,
                "body_html": "<p>Dear <t t-out='object.name'/></p>",
            }
        )

    @classmethod
    def friend(cls, birthday="1980-06-20", **vals):
        """A private customer with an address and a birthday."""
        vals = {"name": "Friend", "email": "friend@example.com", **vals}
        person = cls.human(user_id=cls.owner.id, **vals)
        profile = person.with_company(cls.company).care_profile_id
        profile.sudo().user_id = cls.owner
        if birthday:
            cls.date(birthday, person)
        return person

    @classmethod
    def mail_rule(cls, occasion=None, **vals):
        occasion = occasion or cls.occasion("birthday")
        occasion.active = True
        vals = {"channel": "mail", "mail_template_id": cls.template.id, **vals}
        return cls.rule(occasion, **vals)

    def greet(self, moment="2026-06-15 12:00:00"):
        """The hourly job at a UTC time."""
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_greet")
        with freeze_time(moment), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def ledger(self, *names, person=None):
        """Rows of the ledger in order of day, of some fields."""
        domain = [("company_id", "=", self.company.id)]
        domain += [("partner_id", "=", person.id)] if person else []
        found = self.env["care.greeting"].search(domain)
        if not names:
            return found
        return [tuple(str(one[name]) for name in names) for one in found]

    def assert_state(self, state, reason=""):
        """The one greeting is in a state, for a reason."""
        [greeting] = self.ledger()
        self.assertEqual(greeting.state, state, greeting.reason)
        if reason:
            self.assertIn(reason, greeting.reason)
        return greeting
