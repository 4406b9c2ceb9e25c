from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .risk_common import RiskCommon


@freeze_time("2026-06-30 12:00:00")
@tagged("post_install", "-at_install")
class TestFunnel(RiskCommon):
    """Won, lost and returned customers, each counted once with its revenue."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.lost_intervals = 0
        cls.names = {}
        # bought for years, then no more; one of them comes back
        for name in ("gone", "back", "marked", "later", "mistake", "won_back"):
            cls.names[name] = customer = cls.customer(name=name, user_id=cls.owner.id)
            for day in ("2023-11-10", "2024-03-10", "2024-09-10", "2025-01-10"):
                cls.deal(customer, day, 100)
        for name in ("marked", "won_back"):
            for day in ("2025-08-10", "2026-01-15"):
                cls.deal(cls.names[name], day, 70)
        cls.names["new"] = cls.customer(name="new", user_id=cls.owner.id)
        cls.deal(cls.names["new"], "2026-02-10", 40)
        for day in ("2025-01-31", "2026-01-31"):
            cls.refresh(day)
        cls.mark("marked", "2026-02-20")
        cls.mark("later", "2026-02-25")
        mistake = cls.mark("mistake", "2026-01-20")
        cls.mark("won_back", "2026-02-05")
        cls.refresh("2026-02-28")
        mistake.action_undo()
        cls.deal(cls.names["back"], "2026-03-20", 33)
        cls.deal(cls.names["won_back"], "2026-04-02", 55)
        cls.deal(cls.names["won_back"], "2026-05-02", 5)
        for day in ("2026-03-31", "2026-04-30", "2026-06-30"):
            cls.refresh(day)
        cls.env.flush_all()

    @classmethod
    def mark(cls, name, day):
        return cls.env["care.loss"].create(
            {
                "partner_id": cls.names[name].id,
                "reason_id": cls.cause().id,
                "date": day,
            }
        )

    def moves(self, user=None):
        report = self.env["care.funnel.report"].with_user(user or self.env.user)
        rows = report.search([("partner_id", "in", self.ids())], order="date, id")
        return [
            (row.partner_id.name, row.move, str(row.date), row.revenue) for row in rows
        ]

    def ids(self):
        return [customer.id for customer in self.names.values()]

    def test_everybody_is_won_once(self):
        won = {name: day for name, move, day, _revenue in self.moves() if move == "won"}
        old = dict.fromkeys(self.names, "2023-11-10")
        self.assertEqual(won, {**old, "new": "2026-02-10"})

    def test_who_is_lost_is_counted_once_marked_or_not(self):
        lost = [(name, day) for name, move, day, _ in self.moves() if move == "lost"]
        self.assertEqual(
            sorted(lost),
            [
                ("back", "2026-01-31"),
                ("gone", "2026-01-31"),
                ("later", "2026-02-25"),
                ("marked", "2026-02-20"),
                ("won_back", "2026-02-05"),
            ],
        )

    def test_who_comes_back_is_counted_on_the_day_of_the_purchase(self):
        back = [row for row in self.moves() if row[1] == "returned"]
        self.assertEqual(
            sorted(back),
            [
                ("back", "returned", "2026-03-20", 33),
                ("won_back", "returned", "2026-04-02", 60),
            ],
        )

    def test_months_and_revenue_are_those_of_an_independent_count(self):
        report = self.env["care.funnel.report"]
        groups = report._read_group(
            [("partner_id", "in", self.ids())],
            ["date:month", "move"],
            ["__count", "revenue:sum", "net:sum", "net_revenue:sum"],
        )
        found = {
            (str(month)[:7], move): (count, revenue)
            for month, move, count, revenue, _net, _net_revenue in groups
        }
        self.assertEqual(found, self.count_again())
        for _month, move, count, revenue, net, net_revenue in groups:
            sign = -1 if move == "lost" else 1
            self.assertEqual((net, net_revenue), (sign * count, sign * revenue))

    def count_again(self):
        """The same by deals and losses alone: nothing of the change log, no windows but
        those of the calendar."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """WITH d AS (SELECT partner_id, date, amount FROM care_deal
                               WHERE partner_id = ANY(%(ids)s)),
                   gap AS (SELECT a.partner_id, a.date AS last, min(b.date) AS next
                             FROM d a LEFT JOIN d b ON b.partner_id = a.partner_id
                                                   AND b.date > a.date
                            GROUP BY 1, 2),
                   move AS (
                     SELECT partner_id, 'won' AS move, min(date) AS day,
                            min(date) AS since, min(date) + interval '12 months' AS til
                       FROM d GROUP BY 1
                     UNION ALL
                     SELECT g.partner_id, 'lost', DATE '2026-01-31',
                            g.last - interval '12 months' + interval '1 day',
                            g.last + interval '1 day'
                       FROM gap g JOIN res_partner p ON p.id = g.partner_id
                      WHERE g.last + 365 <= '2026-01-31'
                        AND COALESCE(g.next, 'infinity') > '2026-01-31'
                        AND p.name IN ('gone', 'back')
                     UNION ALL
                     SELECT l.partner_id, 'lost', l.date, x.last - interval '12 months'
                            + interval '1 day', x.last + interval '1 day'
                       FROM care_loss l
                      CROSS JOIN LATERAL (SELECT max(d.date) AS last FROM d
                              WHERE d.partner_id = l.partner_id AND d.date <= l.date) x
                      WHERE l.state <> 'undone' AND l.partner_id = ANY(%(ids)s)
                     UNION ALL
                     SELECT g.partner_id, 'returned', g.next, g.next,
                            g.next + interval '12 months'
                       FROM gap g JOIN res_partner p ON p.id = g.partner_id
                      WHERE p.name IN ('back', 'won_back') AND g.next >= '2026-03-01'
                        AND g.last < '2026-03-01')
                   SELECT to_char(m.day, 'YYYY-MM'), m.move, count(DISTINCT m.*),
                          sum((SELECT sum(d.amount) FROM d
                                WHERE d.partner_id = m.partner_id AND d.date >= m.since
                                  AND d.date < m.til))
                     FROM move m GROUP BY 1, 2""",
                ids=self.ids(),
            )
        )
        return {
            (month, move): (count, float(amount)) for month, move, count, amount in rows
        }

    def test_salespeople_see_their_own_customers(self):
        self.assertEqual(self.moves(self.owner), self.moves())
        self.assertFalse(self.moves(self.user()))
        self.assertEqual(self.moves(self.user("auditor")), self.moves())

    def test_a_row_leads_to_the_loss_or_the_customer(self):
        report = self.env["care.funnel.report"]
        for move, model in (("won", "care.profile"), ("lost", "care.loss")):
            row = report.search(
                [("partner_id", "=", self.names["marked"].id), ("move", "=", move)]
            )
            self.assertEqual(row.action_open_form()["res_model"], model)
