from datetime import date

from freezegun import freeze_time

from .date_common import DateCommon

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@freeze_time("2026-06-15 12:00:00")
class GreetingCommon(DateCommon):
    """Customers to greet, occasions and rules."""

    @classmethod
    def known(cls, customer=None, **vals):
        """A customer, known by its profile."""
        customer = customer or cls.customer(company_id=cls.company.id)
        profile = {"partner_id": customer.id, "company_id": cls.company.id, **vals}
        cls.env["care.profile"].sudo().create(profile)
        return customer

    @classmethod
    def human(cls, customer=None, **vals):
        """A person of a known customer; without one a known private customer."""
        person = cls.person(parent_id=customer and customer.id, **vals)
        return person if customer else cls.known(person)

    @classmethod
    def occasion(cls, code=None, **vals):
        """A shipped occasion by its code, else a new one, on 1 May."""
        if code:
            return cls.env.ref(f"crm_customer_care.occasion_{code}")
        vals = {"name": "Occasion", "kind": "fixed", "month": 5, "day": 1, **vals}
        return cls.env["care.occasion"].create(vals)

    @classmethod
    def rule(cls, occasion=None, **vals):
        """A rule that is switched on."""
        occasion = occasion or cls.occasion()
        vals = {"name": occasion.name, "channel": "card", "active": True, **vals}
        vals = {"occasion_id": occasion.id, "company_id": cls.company.id, **vals}
        return cls.env["care.greeting.rule"].create(vals)

    @classmethod
    def matches(cls, rule, start=YEAR[0], stop=YEAR[1], **options):
        """Who is greeted when: rows (contact, day, key)."""
        cls.env.invalidate_all()
        return [
            (cls.env["res.partner"].browse(row.partner_id), str(row.day), row.key)
            for row in rule._get_matches(start, stop, **options)
        ]

    @classmethod
    def greeted(cls, rule):
        """Contacts whom a rule greets in 2026."""
        found = [partner.id for partner, _day, _key in cls.matches(rule)]
        return cls.env["res.partner"].browse(sorted(set(found)))
