from collections import namedtuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import greeting_sql, occurrence, send_time

Match = namedtuple("Match", greeting_sql.MATCH)
# dates of persons are greeted at the person whose they are
OWN = ("birthday", "relation_birthday")


class CareGreetingRule(models.Model):
    """Who is greeted by a rule, and when: found by SQL for all at once."""

    _inherit = "care.greeting.rule"

    def _get_matches(self, start, stop, fresh=False, limit=None, offset=0):
        """Return who is greeted from a day to another one, a list of `Match` in order
        of day and contact.

        With `fresh` only those who have no greeting yet. What keeps a greeting from
        being sent (no consent, mourning, a pause …) is looked at when it is due.
        """
        found = self._get_matches_query(start, stop, fresh)
        if found is None:
            return []
        page = SQL("LIMIT %s OFFSET %s", limit, offset)
        query = greeting_sql.ordered(found, page, self._get_zone())
        return [Match(*row) for row in self.env.execute_query(query)]

    def _get_preview(self, start, stop, limit, offset=0):
        """Return {first day of a month: number of greetings} and a page of matches."""
        found = self._get_matches_query(start, stop)
        if found is None:
            return {}, []
        counts = dict(self.env.execute_query(greeting_sql.by_month(found)))
        page = SQL("LIMIT %s OFFSET %s", limit, offset)
        query = greeting_sql.ordered(found, page, self._get_zone())
        return counts, [Match(*row) for row in self.env.execute_query(query)]

    def _get_send_moment(self, match):
        """When a greeting is sent: the UTC time of the hour on the contact's clock."""
        return send_time.utc_moment(match.day, self.send_hour, match.zone)

    def _get_zone(self):
        return self.env["care.policy"]._get(self.company_id)._get_zone()

    def _get_matches_query(self, start, stop, fresh=False):
        """SELECT of contact, customer, salesperson, day, key, subject and zone; None
        where there is no such day."""
        self.ensure_one()
        rule = self.with_company(self.company_id)
        self.env.flush_all()
        if rule.occasion_id.is_festival:
            days, join = rule._get_festival_days(start, stop), greeting_sql.of_festival
        else:
            days, join = rule._get_personal_days(start, stop), greeting_sql.of_dates
        if not days:
            return None
        found = join(rule._get_recipients_query(), days)
        if fresh:
            found = greeting_sql.unclaimed(found, rule.occasion_id.id, rule.channel)
        return greeting_sql.with_owner(found, self.company_id.id)

    @api.model
    def _get_active_rules(self, company):
        """Rules of a company that greet: switched on, their occasion chosen, and
        greetings switched on in the policy; in the order in which they claim."""
        if not self.env["care.policy"]._get(company).greeting_active:
            return self.browse()
        return self.search(
            [
                ("company_id", "=", company.id),
                ("active", "=", True),
                ("occasion_id.active", "=", True),
            ]
        )

    # who
    def _get_recipients_query(self):
        """SELECT of the contacts whom the rule greets: id, customer, country."""
        contacts = self._audience_partners()
        query = contacts._search(self._get_recipients_domain())
        return query.select(SQL.identifier(query.table, "id"))

    def _get_recipients_domain(self):
        """Domain of the contacts whom the rule greets, and no rule before it."""
        domain = self._get_own_recipients_domain()
        for rule in self._get_rules_before():
            others = rule._audience_partners()
            others = others._search(rule._get_own_recipients_domain())
            domain &= Domain("id", "not in", others.subselect())
        return domain

    def _get_rules_before(self):
        return self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("occasion_id", "=", self.occasion_id.id),
                ("channel", "=", self.channel),
                ("active", "=", True),
            ]
        ).filtered(lambda rule: (rule.sequence, rule.id) < self._get_place())

    def _get_place(self):
        return (self.sequence, self._origin.id or float("inf"))

    def _get_own_recipients_domain(self):
        alive = Domain("care_deceased", "!=", True)
        known = self._get_profile_domain(Domain("active", "=", True))
        return Domain.AND(
            [self._get_audience_domain(), alive, known, self._get_role_domain()]
        )

    def _get_role_domain(self):
        alone = Domain("parent_id", "=", False)
        person = Domain("is_company", "=", False)
        if self.recipient == "persons" or self.occasion_id.kind in OWN:
            return person
        if self.recipient == "decision_makers":
            deciders = SQL("(SELECT person_id FROM care_partner_decision_maker_rel)")
            return person & (Domain("id", "in", deciders) | alone)
        return alone | Domain("is_company", "=", True)

    # when
    def _get_festival_days(self, start, stop):
        """Rows (country id or None, day, key)."""
        occasion = self.occasion_id
        if occasion.kind != "public_holiday" or occasion.country_id:
            days = occasion._get_occurrences(start, stop)
            return [(None, day, key) for day, key in days]
        rows = self.env.execute_query(
            greeting_sql.countries(self._get_recipients_query())
        )
        countries = self.env["res.country"].browse([number for [number] in rows])
        return [
            (country.id, day, key)
            for country in countries
            for day, key in occasion._get_occurrences(start, stop, country)
        ]

    def _get_personal_days(self, start, stop):
        """Rows (contact id, day, key, subject) of days in the lives of all."""
        policy = self.env["care.policy"]._get(self.company_id)
        rules = policy._get_date_rules()
        if self.occasion_id.kind == "cooperation":
            partials = self._get_anniversaries()
        else:
            # the next date is known from today on
            is_ahead = start >= policy._get_today()
            partials = self._get_partials(stop if is_ahead else None)
        return [
            (number, day, str(key), subject)
            for number, subject, is_yearly, partial in partials
            for day, key in occurrence.between(partial, start, stop, rules, is_yearly)
            # the first purchase is no anniversary
            if subject or key > partial.year
        ]

    def _get_anniversaries(self):
        query = greeting_sql.first_purchases(self.company_id.id)
        return [
            (number, "", True, _partial(day))
            for number, day in self.env.execute_query(query)
        ]

    def _get_partials(self, until):
        """Rows (contact id, subject, is_yearly, PartialDate) of dates."""
        occasion = self.occasion_id
        kinds = self.env["care.date.kind"]
        kind = {
            "date_kind": occasion.date_kind_id,
            "founding": kinds._get("founding"),
        }.get(occasion.kind) or kinds._get("birthday")
        query = greeting_sql.dates(
            kind.id,
            until,
            of_relations=occasion.kind == "relation_birthday",
            relation_kinds=occasion.relation_kind_ids.ids,
        )
        return [
            (number, f"date:{row_id}", is_yearly, occurrence.PartialDate(*parts))
            for number, row_id, is_yearly, *parts in self.env.execute_query(query)
        ]


def _partial(day):
    return occurrence.PartialDate("gregorian", day.month, day.day, day.year)
