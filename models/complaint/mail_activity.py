from odoo import fields, models


class MailActivity(models.Model):
    """A call or meeting about a complaint that is done answers the complaint."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=False):
        talks = self.filtered(lambda activity: activity._is_complaint_talk())
        answered = {talk.id: talk.res_id for talk in talks}
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        now = fields.Datetime.now()
        for number, complaint_id in answered.items():
            complaint = self.env["care.complaint"].browse(complaint_id)
            complaint._note_response(now, f"activity:{number}")
        return result

    def _is_complaint_talk(self):
        if self.res_model != "care.complaint":
            return False
        kind = self.activity_type_id
        channel = kind.care_channel_id
        if channel:
            return channel._reaches()
        return kind.category in ("phonecall", "meeting")
