from datetime import date

from .story_common import TODAY, StoryCommon

WINDOW = {"after": date(2025, 7, 15), "until": TODAY}
# the same in UTC, by the clock of the company
MOMENTS = {"start": "2025-07-15 22:00:00", "stop": "2026-07-15 22:00:00"}


class AnalysesCommon(StoryCommon):
    """Statements about the demo story."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.flush_all()
        cls.keys = {customer.id: key for key, customer in cls.story.customers.items()}

    @classmethod
    def purchases(cls):
        """(customer, day, amount) of all orders and deals that have a value."""
        values = {"company": cls.company.id, "currency": cls.company.currency_id.id}
        cls.cr.execute(
            """SELECT p.commercial_partner_id, o.date_order::date, o.amount_untaxed
                 FROM sale_order o JOIN res_partner p ON p.id = o.partner_id
                WHERE o.company_id = %(company)s AND o.state = 'sale'
                  AND o.currency_id = %(currency)s
               UNION ALL
               SELECT p.commercial_partner_id, d.date, d.amount
                 FROM care_deal d JOIN res_partner p ON p.id = d.partner_id
                WHERE d.company_id = %(company)s""",
            values,
        )
        return cls.cr.fetchall()

    def rows(self, name, domain=()):
        return self.env[f"care.{name}.report"].search(list(domain))

    def sql(self, query, **values):
        """Rows of a statement about the company and the window."""
        self.cr.execute(query, {"company": self.company.id, **WINDOW, **values})
        return self.cr.fetchall()

    def by_customer(self, query, **values):
        found = dict(self.sql(query, **values))
        return {self.keys[number]: value for number, value in found.items()}

    def figures(self, name, field):
        """A figure of each customer that has any."""
        return {
            self.keys[row.partner_id.id]: row[field]
            for row in self.rows(name)
            if row[field]
        }

    def assertSame(self, found, expected, places=2):
        expected = {key: value for key, value in expected.items() if value}
        self.assertTrue(expected)
        self.assertEqual(found.keys(), expected.keys())
        for key, value in expected.items():
            self.assertAlmostEqual(found[key], float(value), places, key)

    def opened(self, action):
        return self.env[action["res_model"]].search(action["domain"])
