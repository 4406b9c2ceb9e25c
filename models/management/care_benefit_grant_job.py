import logging
from functools import partial

from odoo import api, models
from odoo.tools import split_every

from ...tools import benefit_sql

_logger = logging.getLogger(__name__)
CHUNK = 1000


class CareBenefitGrant(models.Model):
    """Benefits follow the tiers, in as many statements as there are kinds."""

    _inherit = "care.benefit.grant"

    @api.model
    def _cron_grant(self):
        """Grant and withdraw benefits in all companies that switched it on, a thousand
        customers in one transaction. Run again, or twice at once, it changes nothing.
        """
        policies = self.env["care.policy"]._get_benefit_policies()
        self._work_for_each(policies, self._grant_company)

    def _grant_company(self, policy, remaining):
        chunks = split_every(CHUNK, self._get_differing(policy), list)
        return self._work_off(chunks, partial(self._follow, policy), remaining)[1]

    @api.model
    def _get_differing(self, policy):
        """Ids of the customers whose benefits are not what is due today."""
        self.env.flush_all()
        query = benefit_sql.differing(policy.company_id.id, policy._get_today())
        return [number for [number] in self.env.execute_query(query)]

    @api.model
    def _follow(self, policy, partner_ids):
        """Let the benefits of some customers be what their tier grants today."""
        self.env.flush_all()
        company, today = policy.company_id.id, policy._get_today()
        rows = self.env.execute_query(benefit_sql.overwritten(company, partner_ids))
        self._keep([number for number, _partner in rows])
        rows = self.env.execute_query(benefit_sql.ended(company, today, partner_ids))
        for code in sorted({why for _number, _partner, why in rows}):
            numbers = [number for number, _partner, why in rows if why == code]
            self.browse(numbers)._end(code, today)
        self.env.flush_all()
        granted = self.env.execute_query(
            benefit_sql.grant(company, today, self.env.uid, partner_ids)
        )
        new = self.browse([row[0] for row in granted if row[2] == "granted"])
        new._apply()

    def _keep(self, grant_ids):
        """Note that something else was chosen by hand since."""
        if grant_ids:
            grants = self.browse(grant_ids)
            [company] = grants.company_id
            self.env.cr.execute(benefit_sql.keep(company.id, grant_ids))
            grants.invalidate_recordset(["state", "before"], flush=False)

    def _end(self, why, today):
        """End current rows; what they wrote is taken back."""
        granted = self.filtered(lambda grant: grant.state == "granted")
        granted._undo()
        vals = {"end_reason": why, "date_end": today, "is_current": False}
        (self - granted).write(vals)
        if why != "expired":
            granted.write({**vals, "state": "withdrawn"})
            return
        # what comes once only stays in the way as long as the tier holds
        renewed = granted.filtered("benefit_id.is_renewed")
        renewed.write({**vals, "state": "expired"})
        (granted - renewed).write({**vals, "state": "expired", "is_current": True})

    def _apply(self):
        """Write what was granted where it takes effect."""
        self._run_on_partners(benefit_sql.write)
        self._give_cards()

    def _undo(self):
        """Restore what stood there before."""
        self._run_on_partners(benefit_sql.restore)
        self._take_cards()

    def _run_on_partners(self, statement):
        self.env.flush_all()
        names = []
        for company, own in self.grouped("company_id").items():
            for kind in sorted(set(own.mapped("kind")) & set(benefit_sql.COLUMNS)):
                self.env.cr.execute(statement(kind, company.id, own.ids))
                names.append(benefit_sql.COLUMNS[kind])
        if names:
            self.env["res.partner"].invalidate_model(flush=False)

    def _take_over(self):
        """Grant what was kept, refused or over; what stands there now comes back when
        it ends."""
        today = {
            company: self.env["care.policy"]._get(company)._get_today()
            for company in self.company_id
        }
        for company, own in self.grouped("company_id").items():
            self._keep_standing(company, own)
        for grant in self:
            grant.write(
                {
                    "state": "granted",
                    "date_from": today[grant.company_id],
                    "date_until": grant._get_until(today[grant.company_id]),
                    "date_end": False,
                    "end_reason": False,
                    "decided_by_id": self.env.uid,
                }
            )
        self._apply()

    def _keep_standing(self, company, grants):
        fields = grants.filtered(lambda grant: grant.kind in benefit_sql.COLUMNS)
        self.env.flush_all()
        self.env.cr.execute(benefit_sql.keep(company.id, fields.ids))
        fields.invalidate_recordset(["state", "before"], flush=False)
