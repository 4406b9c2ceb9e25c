from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tools import SQL

from .care_complaint import OPEN_STATES


class CarePolicy(models.Model):
    _inherit = "care.policy"

    compensation_limit = fields.Float(
        string="Compensation without Approval",
        required=True,
        default=100.0,
        help="Up to this amount per complaint whoever handles it decides alone, in the "
        "currency of the company; above it a manager does. A user may have an own "
        "limit.",
    )

    @api.constrains("compensation_limit")
    def _check_compensation_limit(self):
        if any(policy.compensation_limit < 0 for policy in self):
            raise ValidationError(
                self.env._("The limit of compensations can't be negative.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        for policy in policies:
            policy._add_default_slas()
        return policies

    def _add_default_slas(self):
        """Give the company the policies that complaints start with."""
        self.ensure_one()
        # sudo: as the policy itself, made when first needed
        slas = self.env["care.sla"].sudo().with_context(active_test=False)
        company = self.company_id
        if not slas.search_count([("company_id", "=", company.id)], limit=1):
            english = self.with_context(lang="en_US")
            slas = slas.with_context(lang="en_US").create(english._prepare_sla_values())
            self._translate_default_slas(slas)

    def _translate_default_slas(self, slas, langs=None):
        """Give policies that still have the English names they started with these names
        in `langs` (default: all installed)."""
        for lang in langs or dict(self.env["res.lang"].get_installed()):
            english, translated = (
                self.with_context(lang=code)._prepare_sla_values()
                for code in ("en_US", lang)
            )
            names = {
                old["name"]: new["name"]
                for old, new in zip(english, translated, strict=True)
            }
            for sla in slas:
                name = sla.with_context(lang="en_US").name
                if name in names and sla.with_context(lang=lang).name == name:
                    sla.update_field_translations("name", {lang: names[name]})

    def _prepare_sla_values(self):
        """Values of a policy for key customers, one for those between, one for all."""
        tiers = self.tier_ids.sorted("sequence")
        key = tiers.filtered("is_key")
        groups = [
            (self.env._("Key customers"), key),
            (self.env._("Important customers"), (tiers - key)[:-1]),
            (self.env._("All other customers"), tiers.browse()),
        ]
        return [
            {
                "name": name,
                "sequence": 10 * number,
                "company_id": self.company_id.id,
                "calendar_id": self.company_id.resource_calendar_id.id,
                "tier_ids": [Command.set(some.ids)],
            }
            for number, (name, some) in enumerate(groups, 1)
            if some or number == len(groups)
        ]

    # what the refresh needs to know
    def _open_complaints(self):
        return SQL(
            """SELECT c.commercial_partner_id AS partner_id FROM care_complaint c
                WHERE c.company_id = %s AND c.state = ANY(%s)""",
            self.company_id.id,
            list(OPEN_STATES),
        )

    def _care_profile_sources(self):
        sources = super()._care_profile_sources()
        return {**sources, "complaints": self._open_complaints()}

    def _care_recent_sources(self, since):
        recent = SQL(
            """SELECT c.commercial_partner_id AS partner_id FROM care_complaint c
                WHERE c.company_id = %s AND c.write_date >= %s""",
            self.company_id.id,
            since,
        )
        return {**super()._care_recent_sources(since), "complaints": recent}

    def _care_segment_signals(self, settings):
        signals = super()._care_segment_signals(settings)
        grave = SQL(
            """SELECT c.commercial_partner_id AS partner_id, 'marginal' AS signal
                 FROM care_complaint c
                WHERE c.company_id = %s AND c.kind = 'complaint'
                  AND c.severity >= '2' AND c.state <> 'cancelled'
                  AND c.received_date < %s
                  AND (c.closed_date IS NULL OR c.closed_date >= %s)""",
            self.company_id.id,
            self._end_of(settings.as_of),
            self._end_of(settings.as_of),
        )
        return {**signals, "complaints": grave}

    def _care_satisfaction_sources(self):
        ratings = SQL(
            """SELECT c.commercial_partner_id AS partner_id,
                      COALESCE(r.rated_on, r.write_date) AS date,
                      round(r.rating)::int AS satisfaction
                 FROM rating_rating r
                 JOIN care_complaint c ON c.id = r.res_id
                WHERE r.res_model = 'care.complaint' AND r.consumed AND r.rating >= 1
                  AND c.company_id = %s""",
            self.company_id.id,
        )
        return {**super()._care_satisfaction_sources(), "complaint_ratings": ratings}
