"""SQL of what a refresh by other rules would find: it reads what a refresh reads.

`care_preview` is the temporary table of all customers as they are, as the next refresh
would find them, and as they will be once falls have taken effect. It needs the
temporary tables that a refresh fills, see `score_sql`.
"""

from odoo.tools import SQL

from . import profile_sql, score_sql, segment_sql

MOMENTS = ("now", "next", "later")
# what a customer is now, with the next refresh, and once falls have taken effect
CLASSES = {
    "tier": ("old_tier_id", "tier_id", "later_tier_id"),
    "quadrant": ("old_quadrant", "quadrant", "quadrant"),
    "segment": ("old_segment", "segment", "later_segment"),
}


def customers(settings, signals):
    """SELECT of the rows of `care_preview`."""
    return SQL(
        """%(steps)s
        SELECT COALESCE(t.partner_id, t.old_partner_id) AS partner_id,
               CASE WHEN t.old_active THEN t.old_id END AS profile_id,
               COALESCE(t.old_active, FALSE) AS was, t.partner_id IS NOT NULL AS stays,
               COALESCE(t.old_user_id, %(owner)s) AS user_id, %(old)s,
               COALESCE(t.contribution / %(unit)s, t.expected) AS contribution,
               %(tier)s AS tier_id, %(later_tier)s AS later_tier_id,
               %(quadrant)s AS quadrant, %(segment)s AS segment,
               %(later_segment)s AS later_segment
          FROM (%(later)s) t LEFT JOIN signal s USING (partner_id)
         WHERE t.old_active OR t.partner_id IS NOT NULL""",
        steps=score_sql.steps(settings, signals),
        owner=profile_sql.owner("t"),
        unit=settings.contribution_unit,
        old=_old(),
        tier=_of_stayers(SQL("t.tier_id")),
        later_tier=_of_stayers(SQL("t.later_tier_id")),
        quadrant=_of_stayers(SQL("t.quadrant")),
        segment=_of_stayers(segment_sql.segment(settings)),
        later_segment=_of_stayers(
            segment_sql.segment(settings, SQL("t.later_tier_id"))
        ),
        later=_later(settings),
    )


def stored_measures(settings):
    """SELECT like `measure_sql.measures`, of what the last refresh measured."""
    return SQL(
        """SELECT o.partner_id, p.user_id AS salesperson_id,
                  round(o.contribution * %(unit)s) AS contribution,
                  round(o.previous_contribution * %(unit)s) AS previous_contribution,
                  o.trend, o.order_count, o.average_order,
                  o.first_purchase_date AS first_date,
                  o.last_purchase_date AS last_date, NULL::float8 AS revenue,
                  o.mean_interval_days AS mean_interval, o.stability,
                  o.first_purchase_date > %(unrated)s AS unrated,
                  o.user_id::bigint AS latest_order
             FROM care_profile o
             JOIN res_partner p ON p.id = o.partner_id AND p.active
            WHERE o.company_id = %(company)s AND o.active
              AND o.first_purchase_date IS NOT NULL
              AND o.partner_id NOT IN (SELECT c.partner_id FROM res_company c)""",
        unit=settings.contribution_unit,
        unrated=settings.unrated_after,
        company=settings.company_id,
    )


def _old():
    """Columns of what holds now; whoever was archived counts as new."""
    columns = {
        "old_contribution": SQL(
            "COALESCE(t.old_contribution, t.old_expected_contribution)"
        ),
        **{
            name: SQL.identifier("t", name)
            for name in ("old_tier_id", "old_quadrant", "old_segment")
        },
    }
    return SQL(", ").join(
        SQL("CASE WHEN t.old_active THEN %s END AS %s", value, SQL.identifier(name))
        for name, value in columns.items()
    )


def _of_stayers(value):
    return SQL("CASE WHEN t.partner_id IS NOT NULL THEN %s END", value)


def _later(settings):
    """SELECT of `settled` with the tier that is left once falls have been counted."""
    return SQL(
        """SELECT h.*, CASE WHEN h.tier_locked THEN h.old_tier_lock_id
                            WHEN h.level > h.held AND NOT (%(below)s) THEN h.tier_id
                            ELSE (%(tiers)s::int[])[h.level] END AS later_tier_id
             FROM settled h""",
        below=score_sql.below_tolerance(settings),
        tiers=list(settings.tier_ids),
    )


def totals():
    """SELECT of all classes that occur together, with what they sum up to."""
    names = dict.fromkeys(name for trio in CLASSES.values() for name in trio)
    return SQL(
        """SELECT was, stays, %(names)s, count(*) AS customers,
                  COALESCE(sum(old_contribution), 0) AS old_contribution,
                  COALESCE(sum(contribution), 0) AS contribution
             FROM care_preview GROUP BY was, stays, %(names)s""",
        names=SQL(", ").join(map(SQL.identifier, names)),
    )


def add_up(code, rows):
    """Return {moment: {class: (customers, contribution)}} of rows of `totals`.

    >>> row = {"was": True, "stays": True, "customers": 2, "contribution": 5.0}
    >>> row.update(old_quadrant="e1", quadrant="e2", old_contribution=4.0)
    >>> add_up("quadrant", [row])["now"], add_up("quadrant", [row])["later"]
    ({'e1': (2, 4.0)}, {'e2': (2, 5.0)})
    """
    cells = {moment: {} for moment in MOMENTS}
    for row in rows:
        for moment, column in zip(MOMENTS, CLASSES[code], strict=True):
            is_now = moment == "now"
            if row["was" if is_now else "stays"]:
                amount = row["old_contribution" if is_now else "contribution"]
                count, total = cells[moment].get(row[column] or False, (0, 0))
                cells[moment][row[column] or False] = (
                    count + row["customers"],
                    total + amount,
                )
    return cells


def count_movers(rows):
    """Number of customers in rows of `totals` whom the next refresh moves."""
    columns = [trio[:2] for trio in CLASSES.values()]
    return sum(
        row["customers"]
        for row in rows
        if row["was"] != row["stays"]
        or any(row[old] != row[new] for old, new in columns)
    )


def movers(preview_id, user_id):
    """INSERT of the customers who move, now or later, as lines of a user's preview."""
    names = ("partner_id", "profile_id", "user_id", "was", "stays")
    amounts = ("old_contribution", "contribution")
    columns = dict.fromkeys([*names, *amounts])
    columns.update(dict.fromkeys(name for trio in CLASSES.values() for name in trio))
    old, new, later = zip(*CLASSES.values(), strict=True)
    return SQL(
        """INSERT INTO care_policy_preview_line
                  (preview_id, create_uid, create_date, write_uid, write_date, moves,
                   %(columns)s)
           SELECT %(preview)s, %(user)s, %(now)s, %(user)s, %(now)s,
                  CASE WHEN was AND stays AND (%(old)s) IS NOT DISTINCT FROM (%(new)s)
                       THEN 'later' ELSE 'next' END, %(columns)s
             FROM care_preview
            WHERE was <> stays OR (%(old)s) IS DISTINCT FROM (%(new)s)
               OR (%(old)s) IS DISTINCT FROM (%(later)s)""",
        columns=SQL(", ").join(map(SQL.identifier, columns)),
        preview=preview_id,
        user=user_id,
        now=SQL("now() AT TIME ZONE 'UTC'"),
        **{
            name: SQL(", ").join(map(SQL.identifier, trio))
            for name, trio in (("old", old), ("new", new), ("later", later))
        },
    )
