from odoo import models


class CareRiskSignal(models.Model):
    """What the numbers of each signal mean, in a sentence."""

    _inherit = "care.risk.signal"

    def _rule_retention_fallen(self, numbers):
        return self.env._(
            "The chance to buy again is %(threshold)s %% lower than at a month end of "
            "the last %(days)s days; high from %(alarm)s %%.",
            **numbers,
        )

    def _rule_orders_falling(self, numbers):
        return self.env._(
            "Revenue of the last %(days)s days is %(threshold)s %% below the usual one "
            "– that of the year before, and of the same days then; high from "
            "%(alarm)s %%.",
            **numbers,
        )

    def _rule_gap_widening(self, numbers):
        return self.env._(
            "No purchase for %(threshold)s times the usual interval, and at least "
            "%(days)s days longer than it; high from %(alarm)s times.",
            **numbers,
        )

    def _rule_silence(self, numbers):
        return self.env._(
            "A contact that the cadence requires is more than %(threshold)s days "
            "beyond its longest interval; high from %(alarm)s days.",
            **numbers,
        )

    def _rule_complaint_open(self, numbers):
        return self.env._(
            "An open complaint of severity %(threshold)s or more (0 low, 3 critical); "
            "high from %(alarm)s.",
            **numbers,
        )

    def _rule_complaint_repeated(self, numbers):
        return self.env._(
            "%(threshold)s complaints within %(days)s days; high from %(alarm)s.",
            **numbers,
        )

    def _rule_low_rating(self, numbers):
        return self.env._(
            "What the customer said last, within %(days)s days: %(threshold)s of 5 or "
            "less; high at %(alarm)s or less.",
            **numbers,
        )

    def _rule_competitor(self, numbers):
        return self.env._(
            "The archive names %(threshold)s competitors or more; medium from "
            "%(alarm)s.",
            **numbers,
        )

    def _rule_sponsor_gone(self, numbers):
        return self.env._(
            "%(threshold)s persons or more among sponsor and decision makers are "
            "archived, have died or left; high for the sponsor, and from %(alarm)s.",
            **numbers,
        )

    def _rule_invoice_overdue(self, numbers):
        return self.env._(
            "Invoices due for %(days)s days or longer come to more than %(threshold)s; "
            "high from %(alarm)s days.",
            **numbers,
        )

    def _rule_tier_fallen(self, numbers):
        return self.env._(
            "The customer fell to a lower tier within %(days)s days; high for key "
            "customers.",
            **numbers,
        )

    def _rule_quadrant_fallen(self, numbers):
        return self.env._(
            "The quadrant fell within %(days)s days; high if the contribution is low "
            "now.",
            **numbers,
        )

    def _rule_rising_star(self, numbers):
        return self.env._(
            "Revenue grew by %(threshold)s %% over the window before, outside the key "
            "tier; high from %(alarm)s %%.",
            **numbers,
        )
