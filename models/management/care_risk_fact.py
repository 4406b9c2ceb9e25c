from odoo import api, fields, models
from odoo.tools import format_amount, format_date

from ..classification.care_strategy import QUADRANT_CODES

SEEN_IN = {
    "complaint_open": "care.complaint",
    "complaint_repeated": "care.complaint",
    "competitor": "res.partner",
    "sponsor_gone": "res.partner",
    "invoice_overdue": "account.move",
}


class CareRisk(models.Model):
    """What was seen, in a sentence with its numbers, and the records behind them."""

    _inherit = "care.risk"

    text = fields.Char(
        string="What We Saw",
        compute="_compute_text",
        help="The facts behind the warning.",
    )

    @api.depends("facts", "reason")
    @api.depends_context("lang", "uid")
    def _compute_text(self):
        for risk in self:
            tell = getattr(risk, f"_tell_{risk.reason}", None)
            risk.text = tell(risk.facts or {}) if tell else False

    # helpers
    def _tell_day(self, value):
        return format_date(self.env, value) if value else "–"

    def _tell_amount(self, value):
        return format_amount(self.env, value or 0, self.company_id.currency_id)

    def _tell_percent(self, value):
        return f"{100 * (value or 0):.0f} %"

    def _get_facts(self, model):
        """Records of the facts that the reader may see."""
        records = self.env[model].with_context(active_test=False)
        if not records.has_access("read"):
            return records
        records = records.browse((self.facts or {}).get("ids", [])).exists()
        return records._filtered_access("read")

    def _tell_names(self, model):
        return ", ".join(self._get_facts(model).mapped("display_name")) or "…"

    # sentences
    def _tell_retention_fallen(self, facts):
        return self.env._(
            "The chance to buy again fell from %(before)s (%(day)s) to %(now)s.",
            before=self._tell_percent(facts.get("before")),
            day=self._tell_day(facts.get("on")),
            now=self._tell_percent(facts.get("now")),
        )

    def _tell_orders_falling(self, facts):
        return self.env._(
            "Bought for %(recent)s in the last %(days)s days; usual are %(usual)s.",
            recent=self._tell_amount(facts.get("recent")),
            days=facts.get("days"),
            usual=self._tell_amount(facts.get("usual")),
        )

    def _tell_gap_widening(self, facts):
        return self.env._(
            "The last purchase was on %(day)s; every %(usual)s days would be usual.",
            day=self._tell_day(facts.get("last")),
            usual=facts.get("usual"),
        )

    def _tell_silence(self, facts):
        if not facts.get("last"):
            return self.env._(
                "Nobody has been in contact as required yet; %(day)s was the latest "
                "day for it.",
                day=self._tell_day(facts.get("limit")),
            )
        return self.env._(
            "The last contact as required was on %(last)s, the next one is missing "
            "since %(day)s.",
            last=self._tell_day(facts.get("last")),
            day=self._tell_day(facts.get("limit")),
        )

    def _tell_complaint_open(self, facts):
        return self.env._(
            "Open: %(complaints)s", complaints=self._tell_names("care.complaint")
        )

    def _tell_complaint_repeated(self, facts):
        return self.env._(
            "%(count)s complaints within %(days)s days: %(complaints)s",
            count=len(facts.get("ids", [])),
            days=facts.get("days"),
            complaints=self._tell_names("care.complaint"),
        )

    def _tell_low_rating(self, facts):
        return self.env._(
            "Rated us %(rating)s of 5 on %(day)s.",
            rating=f"{facts.get('rating', 0):g}",
            day=self._tell_day(facts.get("on")),
        )

    def _tell_competitor(self, facts):
        return self.env._(
            "In play: %(competitors)s", competitors=self._tell_names("res.partner")
        )

    def _tell_sponsor_gone(self, facts):
        names = self._tell_names("res.partner")
        if facts.get("sponsor"):
            return self.env._("Our sponsor has left: %(names)s", names=names)
        return self.env._("Who decides has left: %(names)s", names=names)

    def _tell_invoice_overdue(self, facts):
        return self.env._(
            "%(amount)s unpaid, the oldest invoice due since %(day)s.",
            amount=self._tell_amount(facts.get("amount")),
            day=self._tell_day(facts.get("since")),
        )

    def _tell_tier_fallen(self, facts):
        names = self._get_tier_names()
        before, now = facts.get("before"), facts.get("now")
        return self.env._(
            "Fell from %(before)s to %(now)s on %(day)s.",
            before=names.get(before, before),
            now=names.get(now, now),
            day=self._tell_day(facts.get("on")),
        )

    def _get_tier_names(self):
        # sudo: names of tiers are labels for every employee
        tiers = self.env["care.tier"].sudo()
        tiers = tiers.search([("company_id", "=", self.company_id.id)])
        return {tier.with_context(lang="en_US").name: tier.name for tier in tiers}

    def _tell_quadrant_fallen(self, facts):
        before, now = facts.get("before"), facts.get("now")
        return self.env._(
            "Fell from %(before)s to %(now)s on %(day)s.",
            before=QUADRANT_CODES.get(before, before),
            now=QUADRANT_CODES.get(now, now),
            day=self._tell_day(facts.get("on")),
        )

    def _tell_rising_star(self, facts):
        return self.env._(
            "Grew by %(trend)s over the window before.",
            trend=self._tell_percent(facts.get("trend")),
        )

    # the records behind them
    def action_open_facts(self):
        """Open what was seen, with the rights of the reader."""
        self.ensure_one()
        facts = self.facts or {}
        model = facts.get("model") or SEEN_IN.get(self.reason)
        if model:
            domain = [("id", "in", facts.get("ids", []))]
        else:
            model, domain = self._get_behind()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
            "context": {"active_test": False},
        }

    def _get_behind(self):
        """Hook: (model, domain) of what a signal without records of its own counts."""
        company = ("company_id", "=", self.company_id.id)
        own = [("partner_id", "=", self.partner_id.id), company]
        if self.reason in ("tier_fallen", "quadrant_fallen"):
            field = self.reason.removesuffix("_fallen")
            return "care.profile.change", [*own, ("field", "=", field)]
        if self.reason == "silence":
            return "care.revisit", [*own, ("state", "=", "planned")]
        if self.reason == "retention_fallen":
            return "care.profile.snapshot", own
        family = ("partner_id", "child_of", self.partner_id.id)
        return "sale.order", [family, company, ("state", "=", "sale")]
