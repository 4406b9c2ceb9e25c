from odoo.tools import SQL

from .common import CareCommon

CLASSES = ("tier_id", "quadrant", "segment", "contribution")


class WhatIfCommon(CareCommon):
    """Forty customers with habits of their own, refreshed as of a month end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.user("manager")
        cls.customers = [cls.habit(number) for number in range(40)]
        cls.opportunity(cls.customer(name="Prospect"), expected_revenue=500)
        cls.refresh("2026-05-31")
        cls.refresh("2026-06-30")

    @classmethod
    def habit(cls, number):
        """The lower its number, the more it buys; every third stopped in winter, every
        seventh began in May."""
        customer = cls.customer(name=f"Customer {number:02}")
        months = range(1, 5) if number % 3 == 0 else range(1, 7)
        months = range(5, 7) if number % 7 == 0 else months
        for month in months:
            for year in (2025, 2026) if number % 2 else (2026,):
                amount = 4000 / (number + 1) * (1 + month * (number % 4))
                cls.deal(customer, f"{year}-{month:02}-10", round(amount, 2))
        return customer

    @classmethod
    def what_if(cls, **rules):
        previews = cls.env["care.policy.preview"].with_user(cls.manager)
        preview = previews.create({})
        cuts = rules.pop("cuts", {})
        preview.write(rules)
        for line in preview.tier_ids:
            line.write(cuts.get(line.tier_id.name, {}))
        return preview

    def read_previewed(self):
        """{customer: classes} of the what-if that was shown last."""
        rows = self.env.execute_query(
            SQL(
                """SELECT partner_id, tier_id, quadrant, segment,
                          COALESCE(contribution, 0)
                     FROM care_preview WHERE stays"""
            )
        )
        return {row[0]: row[1:] for row in rows}

    def read_profiles(self):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT partner_id, tier_id, quadrant, segment,
                          COALESCE(contribution, expected_contribution, 0)
                     FROM care_profile WHERE company_id = %s AND active""",
                self.company.id,
            )
        )
        return {row[0]: row[1:] for row in rows}
