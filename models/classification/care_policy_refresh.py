from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from ...tools.parting_line import part
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

    def _keep_refresh_facts(self, settings, uncounted):
        """Store what lists and searches need to know of the refresh that has just run.

        `uncounted` tells whether it found an order that it could not count.
        """
        vals = {"as_of": settings.as_of, "refresh_requested": False}
        vals.update(self._find_lines())
        vals["unconverted_count"], vals["unconverted_documents"] = (
            self._find_unconverted(uncounted)
        )
        if settings.monthly:
            vals["month_end"] = settings.as_of
        changed = {name: value for name, value in vals.items() if self[name] != value}
        self.write({**changed, "refreshed_at": fields.Datetime.now()})

    def _find_lines(self):
        """Return where the lines between high and low run now. A line that the values
        of customers give is a round number between them, which tells nobody's value."""
        [row] = self.env.execute_query_dict(self._sides_query())
        lines = {
            "contribution_line": part(
                row["low_contribution"], row["high_contribution"]
            ),
            "stability_line": part(row["low_stability"], row["high_stability"]),
            "expected_line": row["expected"],
        }
        if self.contribution_cut_method == "amount":
            lines["contribution_line"] = self.contribution_cut
        if self.stability_cut_method == "value":
            lines["stability_line"] = self.stability_cut
        if self.expected_cut_method == "amount":
            lines["expected_line"] = self.expected_cut
        return lines

    def _sides_query(self):
        """SELECT of the highest low and the lowest high values of rated customers, and
        of the median of what prospects are expected to bring."""
        return SQL(
            """SELECT max(contribution) FILTER (WHERE quadrant IN ('e3', 'e4'))
                      AS low_contribution,
                  min(contribution) FILTER (WHERE quadrant IN ('e1', 'e2'))
                      AS high_contribution,
                  max(stability) FILTER (WHERE quadrant IN ('e2', 'e4'))
                      AS low_stability,
                  min(stability) FILTER (WHERE quadrant IN ('e1', 'e3'))
                      AS high_stability,
                  COALESCE(percentile_cont(0.5) WITHIN GROUP (
                      ORDER BY expected_contribution)
                      FILTER (WHERE contribution IS NULL), 0) AS expected
             FROM (SELECT contribution, stability, expected_contribution,
                          CASE WHEN NOT is_unrated
                               THEN COALESCE(quadrant_auto, quadrant) END AS quadrant
                     FROM care_profile WHERE company_id = %s AND active) p""",
            self.company_id.id,
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
