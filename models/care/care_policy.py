from odoo import api, fields, models
from odoo.tools import SQL, ormcache


class CarePolicy(models.Model):
    """A customer with a contact has a profile; silence makes it dormant."""

    _inherit = "care.policy"

    touch_active = fields.Boolean(
        string="Keep the Contact Log",
        help="Done activities, held meetings, mails and text messages with customers "
        "go into the contact log by themselves; those of the past are read in once.",
    )
    touch_since = fields.Date(
        string="Contacts Kept since",
        readonly=True,
        copy=False,
        help="From here on silence counts for customers without any contact.",
    )

    @api.model
    @ormcache()
    def _get_touch_company_ids(self):
        """Ids of the companies that keep their contact log by themselves."""
        # sudo: what is logged depends on the policy, not on who may read that
        policies = self.sudo().search([("touch_active", "=", True)])
        return tuple(policies.company_id.ids)

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        policies.filtered("touch_active")._start_touches()
        return policies

    def write(self, vals):
        if "touch_active" not in vals:
            return super().write(vals)
        off = self.filtered(lambda policy: not policy.touch_active)
        result = super().write(vals)
        self.env.registry.clear_cache()
        if vals["touch_active"]:
            off._start_touches()
        return result

    def _start_touches(self):
        """Count silence from today on, and read in what happened before."""
        for policy in self:
            # sudo: a fact of the log, not a setting
            policy.sudo().touch_since = policy.touch_since or policy._get_today()
        # sudo: who changes the policy starts this job
        self.env["care.touch.backlog"].sudo()._start(self.company_id)

    # what the refresh needs to know
    def _care_profile_sources(self):
        return {
            **super()._care_profile_sources(),
            "touches": self._source_rows("care_touch"),
            "needs": self._source_rows("care_need"),
        }

    def _source_rows(self, table):
        return SQL(
            """SELECT x.commercial_partner_id AS partner_id FROM %s x
                WHERE x.company_id = %s""",
            SQL.identifier(table),
            self.company_id.id,
        )

    def _care_recent_sources(self, since):
        recent = {
            name: SQL("%s AND x.write_date >= %s", self._source_rows(table), since)
            for name, table in (("touches", "care_touch"), ("needs", "care_need"))
        }
        return {**super()._care_recent_sources(since), **recent}

    def _care_segment_signals(self, settings):
        signals = super()._care_segment_signals(settings)
        signals["needs"] = self._signal_needs()
        signals["satisfaction"] = self._signal_satisfaction(settings)
        if self.touch_active and self.touch_since and self._is_after_start(settings):
            signals["silence"] = self._signal_silence(settings)
            signals["never"] = self._signal_never(settings)
        return signals

    def _is_after_start(self, settings):
        return settings.as_of >= self.touch_since

    def _end_of(self, day):
        """SQL of the UTC time at which a local day is over."""
        return SQL(
            "((%s::date + 1)::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')",
            day,
            self._get_zone(),
        )

    def _signal_needs(self):
        return SQL(
            """SELECT n.commercial_partner_id AS partner_id, 'potential' AS signal
                 FROM care_need n
                WHERE n.company_id = %s AND n.kind = 'stated' AND n.state <> 'served'
                """,
            self.company_id.id,
        )

    def _care_satisfaction_sources(self):
        """Return named SQL of how satisfied customers said they are: `partner_id`
        (commercial partner), `date` (UTC), `satisfaction` (1 to 5). Areas that ask
        customers add theirs."""
        self.ensure_one()
        touches = SQL(
            """SELECT x.commercial_partner_id AS partner_id, x.date,
                      x.satisfaction::int AS satisfaction
                 FROM care_touch x
                WHERE x.company_id = %s AND x.satisfaction IS NOT NULL""",
            self.company_id.id,
        )
        return {"touches": touches}

    def _signal_satisfaction(self, settings):
        """Customers who were dissatisfied when they last said so."""
        said = SQL(" UNION ALL ").join(self._care_satisfaction_sources().values())
        return SQL(
            """SELECT t.partner_id, 'marginal' AS signal
                 FROM (SELECT DISTINCT ON (x.partner_id) x.partner_id, x.satisfaction
                         FROM (%s) x WHERE x.date < %s
                        ORDER BY x.partner_id, x.date DESC, x.satisfaction) t
                WHERE t.satisfaction <= 2""",
            said,
            self._end_of(settings.as_of),
        )

    def _signal_silence(self, settings):
        """Customers whose last effective contact is too long ago."""
        return SQL(
            """SELECT t.commercial_partner_id AS partner_id, 'dormant' AS signal
                 FROM care_touch t
                WHERE t.company_id = %(company)s AND t.effective
                  AND t.date < %(end)s
                GROUP BY 1
               HAVING %(last)s <= %(as_of)s::date - %(days)s""",
            company=self.company_id.id,
            end=self._end_of(settings.as_of),
            last=self._local_date(SQL("max(t.date)")),
            as_of=settings.as_of,
            days=settings.dormant_days,
        )

    def _signal_never(self, settings):
        """Customers without any contact since they are known and contacts are kept,
        unless an opportunity came up lately."""
        return SQL(
            """SELECT p.id AS partner_id, 'dormant' AS signal
                 FROM res_partner p
                WHERE p.id = p.commercial_partner_id AND p.active
                  AND %(since)s::date <= %(start)s AND p.create_date < %(start)s
                  AND NOT EXISTS (
                      SELECT FROM care_touch t
                       WHERE t.commercial_partner_id = p.id AND t.effective
                         AND t.company_id = %(company)s AND t.date < %(end)s)
                  AND NOT EXISTS (
                      SELECT FROM crm_lead l JOIN res_partner c ON c.id = l.partner_id
                       WHERE c.commercial_partner_id = p.id
                         AND l.create_date >= %(start)s)""",
            since=self.touch_since,
            start=SQL("(%s::date - %s)", settings.as_of, settings.dormant_days),
            company=self.company_id.id,
            end=self._end_of(settings.as_of),
        )
