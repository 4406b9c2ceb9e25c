-- The measures of twelve whole months by the fastest plain SELECT that we know: one pass
-- over the orders, sums in float8, quarters and spread derived from the months' totals.
WITH bounds AS MATERIALIZED (
    SELECT (SELECT array_agg(date_trunc('month', now() AT TIME ZONE 'utc')
                             - make_interval(months => k) ORDER BY k DESC)
              FROM generate_series(1, 12) k) AS starts
), sums AS (
    SELECT p.commercial_partner_id AS partner_id, sum(amount) AS total, count(*) AS orders,
           min(date) AS first_date, max(date) AS last_date,
           COALESCE(sum(amount) FILTER (WHERE month = 1), 0::float8) AS m1,
           COALESCE(sum(amount) FILTER (WHERE month = 2), 0::float8) AS m2,
           COALESCE(sum(amount) FILTER (WHERE month = 3), 0::float8) AS m3,
           COALESCE(sum(amount) FILTER (WHERE month = 4), 0::float8) AS m4,
           COALESCE(sum(amount) FILTER (WHERE month = 5), 0::float8) AS m5,
           COALESCE(sum(amount) FILTER (WHERE month = 6), 0::float8) AS m6,
           COALESCE(sum(amount) FILTER (WHERE month = 7), 0::float8) AS m7,
           COALESCE(sum(amount) FILTER (WHERE month = 8), 0::float8) AS m8,
           COALESCE(sum(amount) FILTER (WHERE month = 9), 0::float8) AS m9,
           COALESCE(sum(amount) FILTER (WHERE month = 10), 0::float8) AS m10,
           COALESCE(sum(amount) FILTER (WHERE month = 11), 0::float8) AS m11,
           COALESCE(sum(amount) FILTER (WHERE month = 12), 0::float8) AS m12
      FROM (SELECT o.partner_id,
                   width_bucket(o.date_order, (SELECT starts FROM bounds)) AS month,
                   o.amount_total::float8 / o.currency_rate::float8 AS amount,
                   o.date_order AS date
              FROM sale_order o
             WHERE o.state = 'sale' AND o.company_id = 1
               AND o.date_order >= date_trunc('month', now() AT TIME ZONE 'utc')
                                   - interval '12 months'
               AND o.date_order < date_trunc('month', now() AT TIME ZONE 'utc')
            OFFSET 0) o
      JOIN res_partner p ON p.id = o.partner_id
     GROUP BY 1
), months AS (
    SELECT *,
           m1 * m1 + m2 * m2 + m3 * m3 + m4 * m4 + m5 * m5 + m6 * m6 + m7 * m7 + m8 * m8
           + m9 * m9 + m10 * m10 + m11 * m11 + m12 * m12 AS squares,
           (m1 > 0)::int + (m2 > 0)::int + (m3 > 0)::int + (m4 > 0)::int + (m5 > 0)::int
           + (m6 > 0)::int + (m7 > 0)::int + (m8 > 0)::int + (m9 > 0)::int
           + (m10 > 0)::int + (m11 > 0)::int + (m12 > 0)::int AS active_months
      FROM sums
)
SELECT partner_id, total, orders, last_date,
       m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12,
       m1 + m2 + m3 AS q1, m4 + m5 + m6 AS q2, m7 + m8 + m9 AS q3,
       m10 + m11 + m12 AS q4, active_months,
       CASE WHEN total > 0
            THEN sqrt(greatest(squares / 12 - (total / 12) ^ 2, 0)) / (total / 12) END
           AS spread,
       CASE WHEN orders > 1
            THEN date_part('epoch', last_date - first_date) / 86400 / (orders - 1) END
           AS mean_interval,
       sum(total) OVER (ORDER BY total DESC, partner_id) / sum(total) OVER ()
           AS cumulative_share,
       (count(*) OVER () - count(*) OVER (ORDER BY total DESC))::float8
           / greatest(count(*) OVER () - 1, 1) AS percentile
  FROM months
