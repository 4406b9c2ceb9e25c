from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import date_utils


class CareBenefit(models.Model):
    """How much of a service there is in a period."""

    _inherit = "care.benefit"

    quota_text = fields.Char(string="Quota in Words", compute="_compute_quota_text")

    @api.depends("quota", "quota_unit", "period", "kind")
    @api.depends_context("lang")
    def _compute_quota_text(self):
        for benefit in self:
            benefit.quota_text = False
            if benefit.kind == "service" and benefit.quota:
                benefit.quota_text = benefit._tell_quota()

    def _tell_quota(self):
        amount = self._tell_quantity(self.quota)
        return {
            "month": self.env._("%(amount)s a month", amount=amount),
            "quarter": self.env._("%(amount)s a quarter", amount=amount),
            "year": self.env._("%(amount)s a year", amount=amount),
        }[self.period]

    def _tell_quantity(self, number):
        """A number of times or hours in words."""
        text, is_one = f"{number:g}", number == 1
        if self.quota_unit == "hours":
            hour = self.env._("1 hour")
            return hour if is_one else self.env._("%(number)s hours", number=text)
        time = self.env._("1 time")
        return time if is_one else self.env._("%(number)s times", number=text)

    def _get_uses(self, customers, day, but=None):
        """Return {customer id: how much} of a service in the period of a day, beside
        some deliveries."""
        self.ensure_one()
        found = Domain("benefit_id", "=", self._origin.id)
        found &= Domain("partner_id", "in", customers.ids)
        found &= Domain("date", ">=", date_utils.start_of(day, self.period))
        found &= Domain("date", "<=", date_utils.end_of(day, self.period))
        if but is not None:
            found &= Domain("id", "not in", but._origin.ids)
        # sudo: the quota is one for all who deliver
        deliveries = self.env["care.benefit.delivery"].sudo()
        sums = deliveries._read_group(found, ["partner_id"], [f"{self.quota_unit}:sum"])
        return {customer.id: used or 0.0 for customer, used in sums}
