from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..models.classification.care_strategy import QUADRANT_CODES
from ..models.management.care_policy_log import RULES
from ..tools import preview_sql
from ..tools.preview_sql import MOMENTS


class CarePolicyPreview(models.TransientModel):
    """What the rules of a what-if do, side by side with what holds now."""

    _inherit = "care.policy.preview"

    result = fields.Json(readonly=True)
    shown_rules = fields.Json(readonly=True)
    is_stale = fields.Boolean(compute="_compute_is_stale")
    line_ids = fields.One2many(
        "care.policy.preview.line", "preview_id", string="Who Moves", readonly=True
    )
    reason = fields.Char(string="Why", help="Kept in the log of the policy.")
    applied_date = fields.Datetime(string="Applied on", readonly=True)

    @api.depends("shown_rules", "tier_ids.cut", "tier_ids.is_key", *RULES)
    def _compute_is_stale(self):
        for preview in self:
            preview.is_stale = (
                bool(preview.shown_rules)
                and preview.shown_rules != preview._get_fingerprint()
            )

    def _get_fingerprint(self):
        """The rules as they are kept beside what they do."""
        tiers = [[line.tier_id.id, line.cut, line.is_key] for line in self.tier_ids]
        return {**self._get_rules(), "tiers": tiers}

    def action_show(self):
        """Compute what the rules do; nothing but this what-if is written."""
        self.ensure_one()
        policy = self._get_policy()
        profiles = self.env["care.profile"]
        day = policy.as_of or policy._get_today()
        totals = profiles._preview(policy, day)
        profiles._keep_movers(self)
        self.write(
            {
                "result": self._prepare_result(policy, day, totals),
                "shown_rules": self._get_fingerprint(),
                "applied_date": False,
            }
        )
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Policy What-if"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "main",
        }

    def _clear_result(self):
        self.write({"result": False, "shown_rules": False, "applied_date": False})
        self.env.cr.execute(
            SQL("DELETE FROM care_policy_preview_line WHERE preview_id = %s", self.id)
        )
        self.env.invalidate_all()
        return self._reopen()

    # what the client draws
    def _prepare_result(self, policy, day, totals):
        """Return what the client draws.

        Keys: `as_of`; `moved`, how many customers the next refresh moves; `waiting`,
        how many falls wait, and `runs`, for how many month ends; `currency_id`, one
        for `now` and one for `next`, False for numbers of products; `dimensions`,
        {`code`, `name`, `rows`}, each row {`key`, `name`, `color`, `expected`, whether
        these are prospects, `now`, `next`, `later`}, each of these [customers,
        contribution].
        """
        currency = self.currency_id.id
        return {
            "as_of": fields.Date.to_string(day),
            "moved": preview_sql.count_movers(totals),
            "waiting": self._count_waiting(totals),
            "runs": policy.demotion_runs,
            "currency_id": {
                "now": self.policy_id.measure != "products" and currency,
                "next": policy.measure != "products" and currency,
            },
            "dimensions": [
                {
                    "code": code,
                    "name": name,
                    "rows": self._prepare_rows(code, totals),
                }
                for code, name in self._get_dimensions().items()
            ],
        }

    def _get_dimensions(self):
        return {
            "tier": self.env._("Tiers"),
            "quadrant": self.env._("Quadrants"),
            "segment": self.env._("Segments"),
        }

    def _count_waiting(self, totals):
        return sum(
            row["customers"]
            for row in totals
            if row["stays"] and row["tier_id"] != row["later_tier_id"]
        )

    def _prepare_rows(self, code, totals):
        """Rows of one dimension: those classes that anybody is in, in their order."""
        cells = preview_sql.add_up(code, totals)
        rows = []
        for key, name, color in self._get_classes(code):
            moments = {moment: cells[moment].get(key, (0, 0)) for moment in cells}
            if code == "tier" and key or any(count for count, _sum in moments.values()):
                row = {"key": key, "name": name, "color": color, **moments}
                rows.append({**row, "expected": self._is_expected(code, key)})
        return rows

    def _is_expected(self, code, key):
        """Whether the amount of a class is what prospects are expected to bring."""
        if code == "quadrant":
            return bool(key) and key.startswith("p")
        return not key

    def _get_classes(self, code):
        """(key, name, color index) of the classes of a dimension; False: in none."""
        if code == "tier":
            return [
                *[
                    (line.tier_id.id, line.tier_id.display_name, line.tier_id.color)
                    for line in self.tier_ids
                ],
                (False, self.env._("No purchase yet"), 0),
            ]
        if code == "quadrant":
            names = QUADRANT_CODES.items()
            return [
                *[(key, name, 0) for key, name in names],
                (False, self.env._("Unrated"), 0),
            ]
        field = self.env["care.profile"]._fields["segment"]
        return [
            *[(*pair, 0) for pair in field._description_selection(self.env)],
            (False, self.env._("No purchase yet"), 0),
        ]

    # what the numbers stand for
    def action_open_class(self, code, key, moment):
        """List the customers of one class now, with the next refresh, or later."""
        self.ensure_one()
        self._check_manager()
        if code not in list(preview_sql.CLASSES) or moment not in MOMENTS:
            raise UserError(self.env._("Choose one of the classes that are shown."))
        column = dict(zip(MOMENTS, preview_sql.CLASSES[code], strict=True))[moment]
        now = preview_sql.CLASSES[code][0].removeprefix("old_")
        company = Domain("company_id", "=", self.company_id.id)
        domain = Domain(now, "=", key)
        if moment != "now":
            mine = Domain("preview_id", "=", self.id)
            arrived = mine & Domain(column, "=", key) & Domain("stays", "=", True)
            domain &= ~Domain("preview_line_ids", "any", mine)
            domain |= Domain("preview_line_ids", "any", arrived)
        names = [row[1] for row in self._get_classes(code) if row[0] == key]
        return {
            "type": "ir.actions.act_window",
            "name": names[0] if names else self._description,
            "res_model": "care.profile",
            "views": [(False, "list"), (False, "form")],
            "domain": list(company & domain),
        }

    def action_open_movers(self):
        """List all who move."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Moves"),
            "res_model": "care.policy.preview.line",
            "views": [(False, "list"), (False, "pivot")],
            "search_view_id": (False, "search"),
            "domain": [("preview_id", "=", self.id)],
        }
