"""SQL of how complete the archive of each customer is.

A check is a condition over one contact, alias `p`: the customer itself or a person of
it. A private customer is its own person. As soon as a company names who decides, all of
these persons must be known; until then one known person is enough.
"""

from bisect import bisect_right
from typing import NamedTuple

from odoo.tools import SQL

# where the ranges begin after the first
STEPS = (25, 50, 75, 100)


class Check(NamedTuple):
    """A fact that an archive should hold, and the weights that a policy starts with."""

    label: str
    condition: SQL
    # of res.partner, what an auditor compares with the truth
    fields: tuple = ()
    of_person: bool = False
    applies_to: str = "both"
    weight: int = 1
    key_weight: int = 1


class Demand(NamedTuple):
    """A check with the weights of one policy."""

    code: str
    condition: SQL
    of_person: bool
    # for companies, key companies, private customers, key private customers
    weights: tuple


def scores(company_id, demands, among=None, deciders=None):
    """SELECT (id, old, score) of the profiles of a company.

    `among` is a condition over profiles `o`; `deciders` gives (partner_id, person_id),
    the persons who decide at a company.
    """
    totals = [sum(column) for column in zip(*(d.weights for d in demands), strict=True)]
    points = [
        SQL("CASE WHEN %s THEN %s ELSE 0 END", _met(number), _by_kind(demand.weights))
        for number, demand in enumerate(demands)
    ]
    return SQL(
        """SELECT f.id, f.old,
                  floor(100.0 * (%(points)s) / NULLIF(%(total)s, 0))::int AS score
             FROM (%(facts)s) f""",
        points=SQL(" + ").join(points or [SQL("0")]),
        total=_by_kind(totals or [0] * 4),
        facts=_facts(company_id, demands, among, deciders),
    )


def missing(company_id, demands, among=None, deciders=None):
    """SELECT (id, codes) of what the archives of a company lack, heaviest first."""
    order = sorted(enumerate(demands), key=lambda item: -max(item[1].weights))
    codes = [
        SQL(
            "CASE WHEN %s IS NOT TRUE AND %s > 0 THEN %s END",
            _met(number),
            _by_kind(demand.weights),
            demand.code,
        )
        for number, demand in order
    ]
    return SQL(
        "SELECT f.id, array_remove(ARRAY[%s]::text[], NULL) AS codes FROM (%s) f",
        SQL(", ").join(codes),
        _facts(company_id, demands, among, deciders),
    )


def update(scores):
    """UPDATE of the profiles whose score differs."""
    return SQL(
        """UPDATE care_profile o
              SET completeness = s.score,
                  completeness_range = (1 + width_bucket(s.score, %s))::text
             FROM (%s) s WHERE o.id = s.id AND s.score IS DISTINCT FROM s.old""",
        list(STEPS),
        scores,
    )


def range_of(score):
    """Code of the range that a score is in, as `update` writes it.

    >>> [range_of(score) for score in (0, 24, 25, 99, 100)]
    ['1', '1', '2', '4', '5']
    """
    return str(1 + bisect_right(STEPS, score))


def _met(number):
    return SQL.identifier(f"met_{number}")


def _by_kind(weights):
    return SQL("(ARRAY[%s]::int[])[f.kind]", SQL(", ").join(map(_number, weights)))


def _number(value):
    return SQL(str(int(value)))


def _facts(company_id, demands, among, deciders):
    """SELECT (id, old, kind, met_0, met_1 …): which demands each archive meets."""
    numbered = list(enumerate(demands))
    own = [(n, d) for n, d in numbered if not d.of_person]
    personal = [(n, d) for n, d in numbered if d.of_person]
    profiles = SQL(
        "o.company_id = %s AND %s", company_id, among or SQL("o.partner_id > 0")
    )
    columns = [SQL("(%s) AS %s", d.condition, _met(n)) for n, d in own]
    columns += [SQL("w.%s", _met(n)) for n, _demand in personal]
    return SQL(
        """SELECT o.id, o.completeness AS old,
                  CASE WHEN p.is_company THEN 1 ELSE 3 END
                  + CASE WHEN t.is_key THEN 1 ELSE 0 END AS kind %(columns)s
             FROM care_profile o
             JOIN res_partner p ON p.id = o.partner_id
             LEFT JOIN care_tier t ON t.id = o.tier_id
             %(persons)s
            WHERE %(profiles)s""",
        # none before the first policy has its lines, as while the addon is upgraded
        columns=SQL("").join([SQL(", %s", column) for column in columns]),
        persons=_persons(personal, profiles, deciders) if personal else SQL(""),
        profiles=profiles,
    )


def _persons(demands, profiles, deciders):
    """JOIN of what is known of the persons of each customer, as `w`."""
    # OFFSET: what is known of a person is found out once, not once per use
    return SQL(
        """LEFT JOIN (
               SELECT q.customer_id, %(met)s
                 FROM (SELECT c.id AS customer_id, d.person_id IS NOT NULL AS decides,
                              %(facts)s
                         FROM care_profile o
                         JOIN res_partner c ON c.id = o.partner_id
                         JOIN res_partner p ON p.commercial_partner_id = c.id
                         LEFT JOIN (%(deciders)s) d
                              ON d.partner_id = c.id AND d.person_id = p.id
                        WHERE %(profiles)s
                          AND (p.id = c.id AND c.is_company IS NOT TRUE
                               OR c.is_company AND p.active AND %(person)s)
                       OFFSET 0) q
                GROUP BY q.customer_id) w ON w.customer_id = o.partner_id""",
        met=SQL(", ").join([_of_people(_met(number)) for number, _demand in demands]),
        deciders=deciders or SQL("SELECT 0 AS partner_id, 0 AS person_id"),
        facts=SQL(", ").join(
            [SQL("(%s) AS %s", d.condition, _met(n)) for n, d in demands]
        ),
        profiles=profiles,
        person=is_person(),
    )


def _of_people(met):
    """SQL of whether all who decide meet a demand, or one of all where nobody does."""
    return SQL(
        """CASE WHEN bool_or(q.decides)
                THEN bool_and(COALESCE(q.%(met)s, FALSE)) FILTER (WHERE q.decides)
                ELSE bool_or(q.%(met)s) END AS %(met)s""",
        met=met,
    )


def is_person(alias="p"):
    """SQL condition: a contact who is a person of a company, not an address of it."""
    return SQL(
        "%(alias)s.is_company IS NOT TRUE AND %(alias)s.type = 'contact'",
        alias=SQL.identifier(alias),
    )
