"""SQL around the contact log: the last contact, and the facts that become touches.

A fact is a row (partner_id, company_id, date: UTC, duration, channel_id, user_id,
summary, note, effective, is_incoming, res_model, res_id, source).
"""

from odoo.tools import SQL


def local_date(moment, company):
    """SQL of the local date of a UTC time where a company has its working calendar."""
    return SQL(
        """(%s AT TIME ZONE 'UTC' AT TIME ZONE COALESCE(
               (SELECT r.tz FROM res_company y
                  JOIN resource_calendar r ON r.id = y.resource_calendar_id
                 WHERE y.id = %s), 'UTC'))::date""",
        moment,
        company,
    )


def refresh_last(partner_ids=None, company_ids=None):
    """UPDATE of the last contact of profiles where it differs, RETURNING their ids."""
    return SQL(
        """UPDATE care_profile o
              SET last_touch_date = n.day, last_touch_channel_id = n.channel_id
             FROM (SELECT k.id, t.day, t.channel_id
                     FROM care_profile k
                     LEFT JOIN LATERAL (
                          SELECT %(day)s AS day, x.channel_id
                            FROM care_touch x
                           WHERE x.commercial_partner_id = k.partner_id
                             AND x.company_id = k.company_id AND x.effective
                           ORDER BY x.date DESC, x.id DESC LIMIT 1) t ON TRUE
                    WHERE (k.last_touch_date, k.last_touch_channel_id)
                          IS DISTINCT FROM (t.day, t.channel_id)
                      AND %(partners)s AND %(companies)s
                    ORDER BY k.id FOR NO KEY UPDATE OF k) n
            WHERE o.id = n.id
           RETURNING o.id""",
        day=local_date(SQL("x.date"), SQL("x.company_id")),
        partners=_among(SQL("k.partner_id"), partner_ids),
        companies=_among(SQL("k.company_id"), company_ids),
    )


def _among(column, ids):
    if ids is None:
        return SQL("TRUE")
    return SQL("%s = ANY(%s)", column, list(ids))
