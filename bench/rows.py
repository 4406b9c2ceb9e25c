"""The rows of a bench database: a company with many customers, by set-based SQL.

Odoo itself creates one contact, one order and one lead; every other row is a copy of
these with values of its own, so that no column is empty that Odoo would have filled.
The same seed gives the same rows, counted back from the day of the making.
"""

from sql import copy_rows, normal, numbers

from odoo.fields import Command
from odoo.tools import SQL

VERSION = 3  # raise it, and the databases are made anew
SEED = 0.19
SELLERS = 20
COUNTRIES = ("US", "DE", "FR", "CN", "IN", "BR", "GB", "BE", "JP", "ES")
LONG_AGO = "2015-01-01"
RATE = 0.92  # euros in a dollar, for one order in twenty


def fill(env, customers, day):
    """Make `customers` companies with a contact, ten orders and two leads each."""
    env.cr.execute("SET LOCAL session_replication_role = replica")  # no key checks
    env.cr.execute("SELECT setseed(%s)", [SEED])
    sellers = make_users(env)
    make_euro(env)
    env["ir.config_parameter"].set_param("crm.pls_start_date", LONG_AGO)
    env["crm.tag"].create([{"name": f"Tag {n}"} for n in range(1, 6)])
    patterns = make_patterns(env)
    env.flush_all()
    make_customers(env, customers, sellers)
    for pattern, rows in zip(
        patterns,
        (
            partner_rows(),
            order_rows(env, customers, day),
            lead_rows(env, customers, day),
        ),
        strict=True,
    ):
        copy_rows(env.cr, pattern._table, pattern.id, rows)
    tag_leads(env)
    for pattern in reversed(patterns):
        pattern.unlink()


def make_users(env):
    """Twenty salespeople, and one who sees everybody's documents: login `bench`."""
    users = env["res.users"].with_context(no_reset_password=True)
    all_documents = env.ref("sales_team.group_sale_salesman_all_leads")
    users.create({"name": "Bench", "login": "bench", "group_ids": all_documents.ids})
    group = Command.link(env.ref("sales_team.group_sale_salesman").id)
    return users.create(
        [
            {"name": f"Seller {n}", "login": f"seller{n}", "group_ids": [group]}
            for n in range(1, SELLERS + 1)
        ]
    )


def make_euro(env):
    euro = env.ref("base.EUR")
    euro.active = True
    euro.rate_ids.unlink()
    vals = {"currency_id": euro.id, "name": LONG_AGO, "rate": RATE}
    env["res.currency.rate"].create(vals)


def make_patterns(env):
    """One record of each kind, as Odoo makes it."""
    partner = env["res.partner"].create({"name": "Pattern", "is_company": True})
    order = env["sale.order"].create({"partner_id": partner.id})
    lead = env["crm.lead"].create({"name": "Pattern", "type": "opportunity"})
    return partner, order, lead


def make_customers(env, customers, sellers):
    """The customers to come, with their habits; the lower its number, the more orders.

    The last one in a hundred never orders.
    """
    env.cr.execute("SELECT max(id) FROM res_partner")
    [base] = env.cr.fetchone()
    countries = env["res.country"].search([("code", "in", COUNTRIES)])
    env.cr.execute(
        SQL(
            """CREATE TEMPORARY TABLE bench_customer ON COMMIT DROP AS
               SELECT n, %(base)s + n AS id, %(base)s + %(customers)s + n AS contact_id,
                      initcap(translate(left(md5(n::text), 8), '0123456789abcdef',
                                        'bcdfglmnprstaeio')) || ' ' || n AS name,
                      CASE WHEN n %% 2 = 0
                           THEN %(users)s[1 + n / 2 %% cardinality(%(users)s)] END
                          AS user_id,
                      %(countries)s[1 + floor(cardinality(%(countries)s)
                                              * power(random(), 2))::int] AS country_id,
                      exp(5.5 + %(normal)s) AS usual,
                      (ARRAY['steady', 'lapsed', 'recent', 'irregular'])[
                          1 + width_bucket(random(), ARRAY[0.35, 0.40, 0.43]::float8[])
                      ] AS habit
                 FROM generate_series(1, %(customers)s) n;
               CREATE UNIQUE INDEX ON bench_customer (n);
               ANALYZE bench_customer""",
            base=base,
            customers=customers,
            users=numbers(sellers.ids),
            countries=numbers(countries.ids),
            normal=normal(),
        )
    )


def partner_rows():
    """Companies and their contacts; half of the companies have a salesperson."""
    return SQL(
        """SELECT c.id, c.name, c.name AS complete_name, NULL::int AS parent_id,
                  c.id AS commercial_partner_id, TRUE AS is_company, c.user_id,
                  c.country_id, 'City ' || c.n %% 500 AS city,
                  c.name AS commercial_company_name,
                  'office@c' || c.n || '.example.com' AS email,
                  'office@c' || c.n || '.example.com' AS email_normalized,
                  '+1 555 ' || lpad(c.n::text, 7, '0') AS phone,
                  %(date)s AS create_date, %(date)s AS write_date
             FROM bench_customer c
           UNION ALL
           SELECT c.contact_id, 'Contact ' || c.n, c.name || ', Contact ' || c.n, c.id,
                  c.id, FALSE, NULL, c.country_id, 'City ' || c.n %% 500, c.name,
                  'contact@c' || c.n || '.example.com',
                  'contact@c' || c.n || '.example.com',
                  '+1 556 ' || lpad(c.n::text, 7, '0'), %(date)s, %(date)s
             FROM bench_customer c""",
        date=SQL("%s::timestamp", LONG_AGO),
    )


def order_rows(env, customers, day):
    """Confirmed orders of three years, a few of them refunds or free of charge."""
    return SQL(
        """SELECT o.id, 'S' || lpad(o.id::text, 8, '0') AS name, 'sale' AS state,
                  CASE WHEN o.id %% 10 < 3 THEN o.contact_id ELSE o.customer_id END
                      AS partner_id,
                  o.customer_id AS partner_invoice_id,
                  o.customer_id AS partner_shipping_id,
                  o.date AS date_order, o.date AS create_date, o.date AS write_date,
                  o.amount AS amount_untaxed, round(o.amount * 0.1, 2) AS amount_tax,
                  o.amount + round(o.amount * 0.1, 2) AS amount_total,
                  CASE WHEN o.id %% 20 = 0 THEN %(euro)s ELSE %(dollar)s END
                      AS currency_id,
                  CASE WHEN o.id %% 20 = 0 THEN %(rate)s ELSE 1 END AS currency_rate,
                  COALESCE(o.user_id, %(default)s) AS user_id, 'no' AS invoice_status
             FROM (SELECT o.g + 1000 AS id, c.id AS customer_id, c.contact_id,
                          c.user_id,
                          %(day)s::timestamp - %(age)s * interval '1 day' AS date,
                          (%(amount)s)::numeric(16, 2) AS amount
                     FROM (%(drawn)s) o JOIN bench_customer c USING (n)) o""",
        euro=env.ref("base.EUR").id,
        dollar=env.company.currency_id.id,
        rate=RATE,
        default=env.ref("base.user_admin").id,
        day=day,
        age=_age(),
        amount=_amount(),
        drawn=_drawn_orders(customers),
    )


def _drawn_orders(customers):
    """SQL (order, customer, how many-th of its orders of how many)."""
    return SQL(
        """SELECT d.*, row_number() OVER (PARTITION BY d.n ORDER BY d.g) AS nth,
                  count(*) OVER (PARTITION BY d.n) AS of_all
             FROM (SELECT g, 1 + floor(%(buyers)s * power(random(), 1.6))::int AS n
                     FROM generate_series(1, %(orders)s) g) d""",
        buyers=customers * 99 // 100,
        orders=customers * 10,
    )


def _age():
    """SQL of the days since an order: evenly spread, long ago, lately, or anyhow."""
    return SQL(
        """CASE c.habit
                WHEN 'steady' THEN 1095 * (o.nth - 0.6 + 0.2 * random()) / o.of_all
                WHEN 'lapsed' THEN 400 + 695 * random()
                WHEN 'recent' THEN 240 * random()
                ELSE 1095 * power(random(), 0.907) END"""
    )


def _amount():
    """SQL of the amount of an order: log-normal, steady customers nearly the same."""
    return SQL(
        """c.usual * exp(CASE c.habit WHEN 'steady' THEN 0.2 ELSE 0.7 END * %s)
           * CASE WHEN o.g %% 50 = 7 THEN -0.4
                  WHEN o.g %% 300 = 11 THEN 0 ELSE 1 END""",
        normal(),
    )


def lead_rows(env, customers, day):
    """Two fifths open, the others won or lost; seven in ten of a known customer."""
    states = env["res.country.state"].search([("country_id.code", "=", "US")])
    return SQL(
        """SELECT l.g + 1000 AS id, 'Lead ' || l.g AS name,
                  CASE WHEN l.g %% 7 = 0 AND l.fate = 'pending' THEN 'lead'
                       ELSE 'opportunity' END AS type,
                  l.fate AS won_status, l.fate <> 'lost' AS active,
                  CASE l.fate WHEN 'won' THEN 4 ELSE 1 + l.g %% 3 END AS stage_id,
                  CASE l.fate WHEN 'won' THEN 100 WHEN 'lost' THEN 0
                       ELSE round((90 * l.luck)::numeric, 2) END AS probability,
                  CASE l.fate WHEN 'won' THEN 100 WHEN 'lost' THEN 0
                       ELSE round((90 * l.luck)::numeric, 2) END
                      AS automated_probability,
                  round(exp(6 + %(normal)s)::numeric, 2) AS expected_revenue,
                  CASE WHEN l.known AND l.g %% 2 = 0 THEN c.contact_id
                       WHEN l.known THEN c.id END AS partner_id,
                  c.name AS partner_name, c.country_id, c.user_id,
                  CASE WHEN l.known THEN %(lang)s END AS lang_id,
                  'office@c' || c.n || '.example.com' AS email_from,
                  %(sources)s[1 + l.g * 7 %% cardinality(%(sources)s)] AS source_id,
                  %(states)s[1 + l.g * 11 %% cardinality(%(states)s)] AS state_id,
                  CASE WHEN l.g %% 3 > 0 THEN 'correct' END AS email_state,
                  CASE WHEN l.g %% 5 > 0 THEN 'correct' ELSE 'incorrect' END
                      AS phone_state,
                  l.created AS create_date, l.created AS write_date,
                  CASE WHEN l.fate <> 'pending' THEN l.created + interval '20 days' END
                      AS date_closed
             FROM (%(drawn)s) l JOIN bench_customer c USING (n)""",
        normal=normal(),
        lang=env.ref("base.lang_en").id,
        sources=numbers(env["utm.source"].search([]).ids),
        states=numbers(states.ids),
        drawn=_drawn_leads(customers, day),
    )


def _drawn_leads(customers, day):
    return SQL(
        """SELECT g, 1 + floor(%(customers)s * random())::int AS n, random() AS luck,
                  random() < 0.7 AS known,
                  (ARRAY['pending', 'won', 'lost'])[
                      1 + width_bucket(random(), ARRAY[0.4, 0.7]::float8[])] AS fate,
                  %(day)s::timestamp - (30 + 700 * random()) * interval '1 day'
                      AS created
             FROM generate_series(1, %(leads)s) g""",
        customers=customers,
        leads=customers * 2,
        day=day,
    )


def tag_leads(env):
    """One tag of five on every third lead: lead scoring reads them."""
    env.cr.execute(
        SQL(
            """INSERT INTO crm_tag_rel (lead_id, tag_id)
               SELECT id, %(tags)s[1 + id %% cardinality(%(tags)s)]
                 FROM crm_lead WHERE id %% 3 = 0 AND id > 1000""",
            tags=numbers(env["crm.tag"].search([]).ids),
        )
    )
