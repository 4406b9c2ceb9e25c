from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import completeness_sql
from ..classification.care_profile_refresh import ACTIVE, FOR_ALL

SOURCE = "care.completeness.source"


class CareProfile(models.Model):
    """How complete the archive of the customer is; set-based SQL writes it."""

    _inherit = "care.profile"

    completeness = fields.Integer(
        compute="_compute_completeness",
        store=True,
        aggregator="avg",
        help="Percent of what the policy wants to know of such a customer.",
    )
    completeness_range = fields.Selection(
        [
            ("1", "Below 25 %"),
            ("2", "25 to 49 %"),
            ("3", "50 to 74 %"),
            ("4", "75 to 99 %"),
            ("5", "Complete"),
        ],
        compute="_compute_completeness",
        store=True,
    )
    missing = fields.Char(
        compute="_compute_missing",
        search="_search_missing",
        help="What the policy wants to know and nobody has entered yet.",
    )

    # for facts `_note_completeness` says when: at the next flush, once for all
    @api.depends("company_id", "partner_id", "tier_id")
    def _compute_completeness(self):
        for policy, profiles in self._by_policy():
            rows = self.env.execute_query(
                policy._completeness_query("scores", profiles._among_these())
            )
            scores = {number: score for number, _old, score in rows}
            for profile in profiles:
                score = scores.get(profile.id)
                profile.completeness = score
                profile.completeness_range = (
                    score is not None and completeness_sql.range_of(score)
                )

    @api.depends("completeness", "tier_id")
    @api.depends_context("lang")
    def _compute_missing(self):
        checks = self.env["care.completeness.line"]._get_checks()
        lacking = self._get_lacking_codes()
        for profile in self:
            labels = [checks[code].label for code in lacking.get(profile.id, ())]
            profile.missing = ", ".join(labels) or False

    def _get_lacking_codes(self):
        """Return {profile id: codes of the checks that its archive does not meet}."""
        found = {}
        # sudo: presence is counted, no fact is told
        for policy, profiles in self.sudo()._by_policy():
            query = policy._completeness_query("missing", profiles._among_these())
            found.update(self.env.execute_query(query))
        return found

    def _search_missing(self, operator, value):
        if operator not in ("in", "ilike"):
            return NotImplemented
        values = [value] if operator == "ilike" else list(value)
        checks = self.env["care.completeness.line"]._get_checks()
        codes = [
            code
            for code, check in checks.items()
            for text in values
            if text
            and (
                text.lower() in check.label.lower()
                if operator == "ilike"
                else text in (code, check.label)
            )
        ]
        found = self._lacking(codes)
        if False in values:
            found |= ~self._lacking(list(checks))
        return found

    def _lacking(self, codes):
        """Domain of the profiles that lack one of some checks."""
        self._flush_completeness()
        # sudo: presence is counted, no fact is told
        policies = self.env["care.policy"].sudo()
        queries = [
            policies._get(company)._completeness_query("missing")
            for company in self.env.companies
        ]
        return Domain.OR(
            Domain(
                "id",
                "in",
                SQL("(SELECT m.id FROM (%s) m WHERE m.codes && %s)", query, codes),
            )
            for query in queries
        )

    def _by_policy(self):
        """Pairs of a policy and the profiles of its company, all facts flushed."""
        self._flush_completeness()
        policies = self.env["care.policy"]
        return [
            (policies._get(company), profiles)
            for company, profiles in self.grouped("company_id").items()
        ]

    def _flush_completeness(self):
        names = self.env.registry.descendants([SOURCE], "_inherit")
        for name in ("res.partner", *names):
            if not self.env[name]._abstract:
                self.env[name].flush_model()
        self.flush_model(["company_id", "partner_id", "tier_id"])

    def _among_these(self):
        return SQL("o.id IN %s", tuple(self._ids))

    @api.model
    def _note_completeness(self, partners):
        """Have the completeness of the customers of some contacts found out anew, once
        when the transaction is flushed or somebody reads it."""
        customers = partners.commercial_partner_id
        if not customers:
            return
        # sudo: a profile follows its contact, whoever edits that
        profiles = self.sudo().with_context(active_test=False)
        found = profiles.search([("partner_id", "in", customers.ids)])
        for field in self.pool.field_computed[self._fields["completeness"]]:
            self.env.add_to_compute(field, found)
        found.invalidate_recordset(["missing"], flush=False)

    @api.model
    def _refresh_completeness(self, partners=None, companies=None):
        """Write the completeness of all customers, or of some, in one statement per
        company.

        :return: number of profiles written; a second run in a row writes none
        """
        # sudo: completeness looks at all facts, whoever starts it
        model = self.sudo()
        model.env.flush_all()
        model.env["care.policy"]._complete_policies()
        among = None
        if partners is not None:
            customers = tuple(partners.commercial_partner_id.ids or [0])
            among = SQL("o.partner_id IN %s", customers)
        # sudo: the job serves every company
        companies = companies or self.env["res.company"].sudo().search(ACTIVE)
        written = sum(
            model._write_completeness(model.env["care.policy"]._get(company), among)
            for company in companies
        )
        self.invalidate_model(
            ["completeness", "completeness_range", "missing"], flush=False
        )
        return written

    def _write_completeness(self, policy, among=None):
        self.env.flush_all()
        update = completeness_sql.update(policy._completeness_query("scores", among))
        if among:
            return self._run(update)
        unknown = [
            ("company_id", "=", policy.company_id.id),
            ("completeness_range", "=", False),
        ]
        if self.with_context(active_test=False).search_count(unknown, limit=1):
            # after a first fill the database has no idea yet how many there are
            self._run(SQL("ANALYZE care_profile"))
        with self._planned(FOR_ALL):
            return self._run(update)
