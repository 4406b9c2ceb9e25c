from odoo import fields, models


class CareComplaint(models.Model):
    """What is said: the customer's words wait for ours."""

    _inherit = "care.complaint"

    def _note_word(self, when=None):
        """The customer has said something: who waited for that goes on, and after the
        first response the next update is due from here."""
        when = when or fields.Datetime.now()
        for complaint in self.filtered("is_open"):
            if complaint.waiting_for == "customer":
                complaint._resume(fields.Datetime.now())
            complaint._expect_update(when)

    def _expect_update(self, when):
        # sudo: clocks run by themselves
        complaint = self.sudo()
        if complaint.kind != "complaint":
            return
        first = complaint._get_last_clock("first_response")
        if first and (not first.met_at or first.met_at > when):
            return
        running = complaint._get_going_clocks("next_update")
        if running:
            # what counts is the last word
            running.filtered(lambda c: c.start < when)._start_again(when)
        else:
            complaint._create_clocks(
                [complaint._prepare_clock_values("next_update", when)]
            )

    def _note_response(self, when=None, source=None):
        """We have answered the customer: by mail, in a call or a meeting."""
        when = when or fields.Datetime.now()
        self._meet_clock("first_response", when, source)
        self._meet_clock("next_update", when, source)

    def _forget_response(self, source):
        """What was an answer did not reach the customer: it is still due."""
        # sudo: clocks run by themselves
        clocks = self.sudo().clock_ids.filtered(lambda c: c.met_by == source)
        clocks._unmeet()
