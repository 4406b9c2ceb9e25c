from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from ..classification.res_partner import EMPLOYEE


class MailActivity(models.Model):
    """Activities of planned contacts: what is done with them happens to the plan."""

    _inherit = "mail.activity"

    care_revisit_id = fields.Many2one(
        "care.revisit",
        string="Planned Contact",
        compute="_compute_care_revisit_id",
        compute_sudo=False,
        groups=EMPLOYEE,
    )
    care_briefing = fields.Html(
        string="Briefing",
        compute="_compute_care_briefing",
        compute_sudo=False,
        sanitize=False,
        groups=EMPLOYEE,
    )

    @api.depends("automated")
    @api.depends_context("uid")
    def _compute_care_revisit_id(self):
        revisits = self.env["care.revisit"].sudo(False)
        planned = self.filtered("automated")._origin
        if planned and revisits.has_access("read"):
            revisits = revisits.search_fetch(
                [("activity_id", "in", planned.ids), ("state", "=", "planned")],
                ["activity_id"],
            )
        found = revisits.grouped("activity_id")
        for activity in self:
            activity.care_revisit_id = found.get(activity._origin, False)

    @api.depends("care_revisit_id")
    @api.depends_context("uid", "lang")
    def _compute_care_briefing(self):
        for activity in self:
            activity.care_briefing = activity.care_revisit_id.briefing

    def _to_store_defaults(self, target):
        result = super()._to_store_defaults(target)
        if not self.env.user._is_internal():
            return result
        revisit = Store.Attr("care_revisit_id", lambda one: one.care_revisit_id.id)
        return [*result, revisit]

    def _with_care_planner(self):
        """These activities for the planner, who knows what becomes of the plan."""
        return self.with_context(care_planner=True, mail_activity_quick_update=True)

    def _get_revisits(self):
        """What was planned by these activities, unless the planner asks itself."""
        # sudo: the plan follows its activity, whoever may handle that
        revisits = self.env["care.revisit"].sudo()
        planned = self.filtered("automated")
        if self.env.context.get("care_planner") or not planned:
            return revisits
        return revisits.search(
            [("activity_id", "in", planned.ids), ("state", "=", "planned")]
        )

    def _get_asked_revisits(self):
        """Planned contacts about which the user can be asked."""
        can_answer = self.env["care.touch"].has_access("create")
        revisits = self.filtered("active").care_revisit_id
        readable = revisits.partner_id._filtered_access("read")
        return revisits.filtered(
            lambda revisit: can_answer and revisit.partner_id in readable
        )

    def action_done(self):
        """Ask what became of planned contacts; everything else is done."""
        asked = self._get_asked_revisits()
        result = super(MailActivity, self - asked.activity_id).action_done()
        return asked.action_open_done() if asked else result

    def action_cancel(self):
        """Ask whether planned contacts are put off or left out."""
        asked = self._get_asked_revisits()
        result = super(MailActivity, self - asked.activity_id).action_cancel()
        return asked.action_open_snooze() if asked else result

    def action_done_redirect_to_other(self):
        # leads away from where one could be asked
        self._get_asked_revisits().activity_id.action_feedback()
        return super().action_done_redirect_to_other()

    def unlink(self):
        revisits = self._get_revisits()
        customers = revisits.partner_id
        result = super().unlink()
        if revisits:
            revisits._end("skipped", self.env._("The activity was deleted."))
            revisits._replan(customers)
        return result

    def write(self, vals):
        result = super().write(vals)
        if "date_deadline" in vals:
            for revisit in self._get_revisits():
                revisit._follow_activity()
        return result

    def _action_done(self, feedback=False, attachment_ids=False):
        for revisit in self._get_revisits():
            revisit._log_done_activity(feedback)
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
