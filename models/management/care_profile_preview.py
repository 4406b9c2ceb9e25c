from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import preview_sql
from ..classification.care_profile_refresh import FOR_ALL


class CareProfile(models.Model):
    """The refresh by other rules, which writes no profile."""

    _inherit = "care.profile"

    # transient, only to search by
    preview_line_ids = fields.One2many(
        "care.policy.preview.line",
        "profile_id",
        string="Moves in a What-if",
        copy=False,
        groups="crm_customer_care.group_manager",
    )

    @api.model
    def _preview(self, policy, as_of):
        """Fill the temporary table `care_preview`, see `preview_sql`, and return its
        totals, a dict per classes that occur together.

        `policy` may be a record in memory only; `as_of` is the day to look from.
        """
        # sudo: classification looks at all documents, whoever asks
        model = self.sudo().with_context(active_test=False)
        policy = policy.sudo().with_context(active_test=False)
        model.env.flush_all()
        settings = policy._prepare_refresh_settings(as_of)
        with model._planned(FOR_ALL):
            if policy._keeps_measures():
                model._gather_stored_measures(policy, settings)
            else:
                model._gather_measures(policy, settings)
            signals = policy._care_segment_signals(settings)
            customers = preview_sql.customers(settings, signals)
            model._create_temporary("care_preview", customers)
            return self.env.execute_query_dict(preview_sql.totals())

    def _gather_stored_measures(self, policy, settings):
        """Like `_gather_measures`, without another look at the purchases."""
        measures = preview_sql.stored_measures(settings)
        self._create_temporary("care_refresh_measure", measures)
        self._create_temporary("care_refresh_lead", policy._care_prospects(settings))

    @api.model
    def _keep_movers(self, preview):
        """Write the lines of a what-if from `care_preview`."""
        lines = preview.line_ids
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE preview_id = %s",
                SQL.identifier(lines._table),
                preview.id,
            )
        )
        self.env.cr.execute(preview_sql.movers(preview.id, self.env.uid))
        self.env.invalidate_all()
