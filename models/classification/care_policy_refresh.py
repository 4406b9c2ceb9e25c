from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from ...tools.refresh_settings import RefreshSettings, month_ends
from . import policy_rules as rules

REFRESH_FACTS = (
    "as_of",
    "refreshed_at",
    "refresh_requested",
    "month_end",
    "contribution_line",
    "stability_line",
    "expected_line",
    "unconverted_count",
    "unconverted_documents",
)

# fields of a policy that a refresh takes as they are
SAME = (
    *rules.VALUE,
    *rules.TIERS,
    *rules.HISTORY,
    *rules.CUTS,
    *rules.PROSPECTS,
    *rules.SEGMENTS,
)


class CarePolicy(models.Model):
    """Facts of the last refresh, and what a refresh needs to know."""

    _inherit = "care.policy"

    as_of = fields.Date(
        string="Refreshed as of",
        readonly=True,
        copy=False,
        help="The day of the last refresh: days since a purchase count up to here.",
    )
    refreshed_at = fields.Datetime(
        string="Last Refresh", readonly=True, copy=False, help="When it ended."
    )
    refresh_requested = fields.Boolean(readonly=True, copy=False)
    month_end = fields.Date(
        string="Last Month Counted",
        readonly=True,
        copy=False,
        help="The last month end as of which falls were counted.",
    )
    contribution_line = fields.Float(
        readonly=True,
        copy=False,
        help="Between the lowest contribution that is high and the highest low one.",
    )
    stability_line = fields.Float(
        readonly=True, copy=False, help="Lowest stability that is high."
    )
    expected_line = fields.Float(
        readonly=True, copy=False, help="Lowest expected revenue that is high."
    )
    unconverted_count = fields.Integer(
        string="Documents without Rate",
        readonly=True,
        copy=False,
        help="Purchases left out, since their currency has no rate.",
    )
    unconverted_documents = fields.Text(
        readonly=True, copy=False, help="Which ones: add a rate of their currency."
    )

    def write(self, vals):
        if not self.env.su and not set(vals).isdisjoint(REFRESH_FACTS):
            raise AccessError(
                self.env._("What the last refresh found is written by the refresh.")
            )
        return super().write(vals)

    def _prepare_refresh_settings(self, as_of, monthly=False):
        """Return the `RefreshSettings` of one company as of a day."""
        self.ensure_one()
        tiers = self.tier_ids.sorted(lambda tier: (tier.sequence, tier.id))
        return RefreshSettings(
            company_id=self.company_id.id,
            as_of=as_of,
            unit=10.0**self.currency_id.decimal_places,
            tier_ids=tuple(tiers.ids),
            tier_names=tuple(tiers.with_context(lang="en_US").mapped("name")),
            tier_cuts=tuple(tier.cut for tier in tiers),
            key_tier_ids=tuple(tiers.filtered("is_key").ids),
            weights=tuple(self._get_weights()),
            counts_bits=self.env.cr._cnx.server_version >= 140000,
            monthly=monthly,
            **{name: self[name] for name in SAME},
        )

    def _is_refresh_due(self):
        """Whether the nightly job still has to refresh this company today."""
        return (
            self.refresh_requested or not self.as_of or self.as_of < self._get_today()
        )

    def _get_today(self):
        """Local date of the company now."""
        return fields.Datetime.context_timestamp(
            self.with_context(tz=self._get_zone()), fields.Datetime.now()
        ).date()

    def _get_month_ends(self, as_of, today):
        """Month ends that a refresh as of a day has to count, oldest first.

        A month end is counted when its day is over; the first refresh of all counts
        only its own day.
        """
        start = self.month_end or (self.as_of or as_of) - timedelta(days=1)
        return [end for end in month_ends(start, as_of) if end != today]

    def _check_as_of(self, as_of):
        """Raise UserError if the company was refreshed as of a later day already."""
        if self.as_of and as_of < self.as_of:
            raise UserError(
                self.env._(
                    "The customers of %(company)s were refreshed as of %(last)s "
                    "already: going back to %(day)s would rewrite their history. "
                    "Choose that day or a later one.",
                    company=self.company_id.name,
                    last=format_date(self.env, self.as_of),
                    day=format_date(self.env, as_of),
                )
            )

    def _keep_refresh_facts(self, settings, written, uncounted):
        """Store what lists and searches need to know of the refresh that has just run.

        `written` is the number of profiles that it wrote: without any, the cuts stay.
        `uncounted` tells whether it found an order that it could not count.
        """
        vals = {"as_of": settings.as_of, "refresh_requested": False}
        if written:
            [facts] = self.env.execute_query_dict(self._facts_query())
            vals.update(facts)
        vals["unconverted_count"], vals["unconverted_documents"] = (
            self._find_unconverted(uncounted)
        )
        if settings.monthly:
            vals["month_end"] = settings.as_of
        changed = {name: value for name, value in vals.items() if self[name] != value}
        self.write({**changed, "refreshed_at": fields.Datetime.now()})

    def _facts_query(self):
        return SQL(
            """SELECT %(contribution)s AS contribution_line,
                   %(stability)s AS stability_line, %(expected)s AS expected_line
              FROM (SELECT contribution, stability, expected_contribution,
                           COALESCE(quadrant_auto, quadrant) AS quadrant
                      FROM care_profile WHERE company_id = %(company)s AND active) p""",
            company=self.company_id.id,
            contribution=SQL("%s::float8", self.contribution_cut)
            if self.contribution_cut_method == "amount"
            # half-way between neighbours, so that the line tells no one's amount
            else SQL(
                """COALESCE(min(contribution) FILTER (WHERE quadrant IN ('e1', 'e2'))
                       + COALESCE(max(contribution)
                           FILTER (WHERE quadrant IN ('e3', 'e4')), 0), 0) / 2"""
            ),
            stability=SQL("%s::float8", self.stability_cut)
            if self.stability_cut_method == "value"
            else SQL(
                "COALESCE(min(stability) FILTER (WHERE quadrant IN ('e1', 'e3')), 0)"
            ),
            expected=SQL("%s::float8", self.expected_cut)
            if self.expected_cut_method == "amount"
            else SQL(
                """COALESCE(percentile_cont(0.5) WITHIN GROUP (
                       ORDER BY expected_contribution)
                       FILTER (WHERE contribution IS NULL), 0)"""
            ),
        )

    def _find_unconverted(self, uncounted, limit=100):
        """Return (number, names) of the documents left out for want of a rate."""
        rows = []
        sources = self._care_unconverted_sources()
        if not uncounted:  # the refresh has just seen all orders
            sources.pop("orders", None)
        for source in sources.values():
            rows += self.env.execute_query(source)
        names = [f"{reference or '?'} ({currency})" for reference, currency in rows]
        listed = ", ".join(names[:limit])
        return len(rows), listed + (" …" if len(rows) > limit else "") or False
