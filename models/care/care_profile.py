from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import recent_sql, touch_sql
from ..classification.plain_many2one import PlainMany2one
from ..classification.profile_label import cached, fill

LAST = ["last_touch_date", "last_touch_channel_id"]
SHOWN = ["care_last_touch_date", "care_last_touch_channel_id"]


class CareProfile(models.Model):
    """The last and the next contact with a customer."""

    _inherit = "care.profile"

    last_touch_date = fields.Date(
        string="Last Contact",
        readonly=True,
        help="The day of the last contact in which the customer was reached.",
    )
    last_touch_channel_id = PlainMany2one(
        "care.channel", string="Last Contact by", readonly=True
    )
    next_touch_date = fields.Date(
        string="Next Contact", readonly=True, help="When the next contact is due."
    )
    overdue_days = fields.Integer(
        string="Days Overdue",
        compute="_compute_overdue_days",
        search="_search_overdue_days",
        help="Days since the next contact was due.",
    )

    _last_touch_date_idx = models.Index(
        "(company_id, last_touch_date) WHERE last_touch_date IS NOT NULL"
    )
    _next_touch_date_idx = models.Index(
        "(company_id, next_touch_date) WHERE next_touch_date IS NOT NULL"
    )

    @api.depends("next_touch_date")
    def _compute_overdue_days(self):
        today = fields.Date.context_today(self)
        [dates] = cached(self, "next_touch_date")
        days = [max((today - due).days, 0) if due else 0 for due in dates]
        fill(self._fields["overdue_days"], self, days)

    def _search_overdue_days(self, operator, value):
        if operator == "in":
            return Domain.OR(
                self._overdue_domain(days or 0) & self._overdue_domain(days or 0, True)
                for days in value
            )
        searches = {
            ">": lambda days: self._overdue_domain(days + 1),
            ">=": lambda days: self._overdue_domain(days),
            "<": lambda days: self._overdue_domain(days - 1, True),
            "<=": lambda days: self._overdue_domain(days, True),
        }
        return searches[operator](value) if operator in searches else NotImplemented

    def _overdue_domain(self, days, at_most=False):
        """Domain of customers overdue for at least, or at most, some days."""
        today = fields.Date.context_today(self)
        if at_most:
            due = fields.Date.subtract(today, days=days)
            found = Domain("next_touch_date", ">=", due)
            found |= Domain("next_touch_date", "=", False)
            return found if days >= 0 else Domain.FALSE
        due = fields.Date.subtract(today, days=days)
        return Domain("next_touch_date", "<=", due) if days > 0 else Domain.TRUE

    @api.model
    def _refresh_touches(self, partners=None, companies=None):
        """Recompute the last contact of some customers, by default of all.

        :param partners: res.partner records that are commercial entities
        :return: the profiles written
        """
        if partners is not None and not partners:
            return self.browse()
        customers = partners is not None and SQL(
            "k.partner_id = ANY(%s)", list(partners.ids)
        )
        return self._write_last_touches(customers or None, companies)

    @api.model
    def _write_last_touches(self, customers, companies):
        # sudo: the last contact follows the log, whoever writes that
        profiles = self.sudo()
        self.env["care.touch"].flush_model()
        rows = profiles.env.execute_query(
            touch_sql.refresh_last(customers, companies and companies.ids)
        )
        written = profiles.browse([number for [number] in rows])
        if written:
            profiles.invalidate_model(LAST, flush=False)
            for model in ("res.partner", "crm.lead"):
                self.env[model].invalidate_model(SHOWN, flush=False)
        return written

    @api.model
    def _refresh(self, companies=None, as_of=None):
        result = super()._refresh(companies, as_of)
        # customers may have got their profile by this refresh only
        self._refresh_touches(companies=companies)
        return result

    def _refresh_recent_company(self, policy):
        result = super()._refresh_recent_company(policy)
        # the log itself keeps the last contact of those that had a profile
        new = SQL("k.partner_id IN (%s)", recent_sql.new_customers())
        self._write_last_touches(new, policy.company_id)
        return result
