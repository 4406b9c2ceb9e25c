from odoo import models


class MailActivity(models.Model):
    """Activities of planned contacts: what is done with them happens to the plan."""

    _inherit = "mail.activity"

    def _get_revisits(self):
        # sudo: the plan follows its activity, whoever may handle that
        revisits = self.env["care.revisit"].sudo()
        if self.env.context.get("care_revisit_ended"):
            return revisits
        return revisits.search(
            [("activity_id", "in", self.ids), ("state", "=", "planned")]
        )

    def unlink(self):
        revisits = self._get_revisits()
        customers = revisits.partner_id
        result = super().unlink()
        if revisits:
            revisits._end("skipped", self.env._("The activity was deleted."))
            revisits._replan(customers)
        return result

    def _action_done(self, feedback=False, attachment_ids=False):
        revisits = self._get_revisits()
        channels = {
            revisit.activity_id.id: revisit.cadence_id.channel_ids[:1]
            for revisit in revisits
        }
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for activity in self:
            if activity.id in channels:
                activity._log_revisit(channels[activity.id], feedback)
        self.env["care.revisit"]._replan(revisits.partner_id)
        return result

    def _log_revisit(self, channel, feedback):
        """Log a done contact, where that has not happened by itself."""
        # sudo: who may complete the activity was in contact
        touches = self.env["care.touch"].sudo()
        source = f"activity:{self.id}"
        touch = touches.search([("source", "=", source)], limit=1)
        if touch:
            touch.channel_id = channel or touch.channel_id
            return
        kind = self.activity_type_id
        touches._log(
            [
                {
                    "partner_id": self.res_id,
                    "channel_id": (channel or kind.care_channel_id).id,
                    "user_id": self.env.uid,
                    "summary": feedback or self.summary,
                    "res_model": self.res_model,
                    "res_id": self.res_id,
                    "source": source,
                }
            ]
        )
