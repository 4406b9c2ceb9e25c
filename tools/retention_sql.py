"""SQL of the retention of customers: what `retention.Measured.chance` tells."""

from odoo.tools import SQL

from .purchase_rate import HIGHEST

# so that days count as `date.toordinal()` counts them
DAY_ONE = SQL("DATE '0001-01-01' - 1")


def histories(sources, day):
    """SELECT (partner_id, days): the purchase days of customers up to a day, as sorted
    ordinals. `sources` are those of `CarePolicy._care_purchase_sources`."""
    return SQL(
        """SELECT u.partner_id, array_agg(u.day ORDER BY u.day) AS days
             FROM (SELECT DISTINCT s.partner_id, s.date - (%(one)s) AS day
                     FROM (%(sources)s) s
                    WHERE s.date <= %(day)s AND s.amount >= 0) u
            WHERE u.partner_id NOT IN (SELECT c.partner_id FROM res_company c)
            GROUP BY u.partner_id
            ORDER BY u.partner_id""",
        one=DAY_ONE,
        sources=_all_of(sources),
        day=day,
    )


def chances(measured, sources, day):
    """SELECT (partner_id, chance) of all customers as of a day."""
    found = measured.groups
    return SQL(
        """SELECT w.partner_id,
                  floor(((%(rates)s)[w.number] + (CASE WHEN w.width > 0
                      THEN LEAST(GREATEST((w.place - w.start) / w.width, 0), 1)
                      ELSE 0.5 END - 0.5) * (%(spreads)s)[w.number]) * 1000 + 0.5)
                  / 1000 AS chance
             FROM (SELECT n.partner_id, n.place, n.number,
                          (%(starts)s)[n.number] AS start,
                          (%(ends)s)[n.number] - (%(starts)s)[n.number] AS width
                     FROM (SELECT p.partner_id, p.place,
                                  GREATEST(width_bucket(p.place, %(starts)s), 1)
                                      AS number
                             FROM (%(places)s) p) n OFFSET 0) w""",
        places=_places(measured.model, sources, day),
        starts=_floats(group.start for group in found),
        ends=_floats(group.end for group in found),
        rates=_floats(group.rate for group in found),
        spreads=_floats(group.spread for group in found),
    )


def update_profiles(company_id, chances=None):
    """UPDATE of the profiles of a company whose retention differs."""
    return SQL(
        """UPDATE care_profile o SET retention = f.chance
             FROM (SELECT p.id, c.chance FROM care_profile p
                     LEFT JOIN (%(chances)s) c USING (partner_id)
                    WHERE p.company_id = %(company)s) f
            WHERE o.id = f.id AND o.retention IS DISTINCT FROM f.chance""",
        chances=chances or SQL("SELECT 0 AS partner_id, NULL::float8 AS chance"),
        company=company_id,
    )


def update_snapshots(company_id, day, chances):
    """UPDATE of the snapshots of a company and month end whose retention differs."""
    return SQL(
        """UPDATE care_profile_snapshot o SET retention = f.chance
             FROM (%(chances)s) f
            WHERE o.company_id = %(company)s AND o.date = %(day)s
              AND o.partner_id = f.partner_id
              AND o.retention IS DISTINCT FROM f.chance""",
        chances=chances,
        company=company_id,
        day=day,
    )


def update_next_purchases(company_id, sources, day):
    """UPDATE of a company's snapshots whose next purchase, until a day, differs."""
    return SQL(
        """WITH bought AS (
               SELECT d.partner_id, d.date, lead(d.date) OVER (
                          PARTITION BY d.partner_id ORDER BY d.date) AS next
                 FROM (SELECT DISTINCT s.partner_id, s.date FROM (%(sources)s) s
                        WHERE s.date <= %(day)s AND s.amount >= 0) d)
           UPDATE care_profile_snapshot o SET next_purchase_date = b.next
             FROM bought b
            WHERE o.company_id = %(company)s AND b.partner_id = o.partner_id
              AND o.date >= b.date AND (o.date < b.next OR b.next IS NULL)
              AND o.next_purchase_date IS DISTINCT FROM b.next""",
        sources=_all_of(sources),
        day=day,
        company=company_id,
    )


def _places(model, sources, day):
    """SELECT (partner_id, place): `purchase_rate.log_rate` of each customer."""
    return SQL(
        """SELECT k.partner_id,
                  ln(%(shape)s + k.again) - ln(%(scale)s + k.age)
                  - ln(1 + %(left)s / (%(stays)s + k.again)
                           * exp(LEAST(ln((%(scale)s + k.age)
                                          / (%(scale)s + k.recency))
                                       * (%(shape)s + k.again), %(highest)s))) AS place
             FROM (SELECT d.partner_id, (count(*) - 1)::float8 AS again,
                          (max(d.date) - min(d.date))::float8 AS recency,
                          (%(day)s::date - min(d.date))::float8 AS age
                     FROM (SELECT DISTINCT s.partner_id, s.date FROM (%(sources)s) s
                            WHERE s.date <= %(day)s AND s.amount >= 0) d
                    GROUP BY d.partner_id) k""",
        day=day,
        sources=_all_of(sources),
        highest=HIGHEST,
        **{
            name: SQL("%s::float8", value)
            for name, value in zip(
                ("shape", "scale", "left", "stays"), model, strict=True
            )
        },
    )


def _all_of(sources):
    return SQL(" UNION ALL ").join(
        [
            SQL("(SELECT x.date, x.partner_id, x.amount FROM (%s) x)", source)
            for source in sources
        ]
    )


def _floats(values):
    return SQL("%s::float8[]", list(values))
