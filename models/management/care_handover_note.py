from odoo import models
from odoo.tools import split_every


class CareHandover(models.Model):
    """Who is told of a handover, and where it stands for good."""

    _inherit = "care.handover"

    def _note_in_history(self, undone=False):
        """A note on every customer, and in the log of every complaint."""
        for lines in split_every(1000, self.line_ids.filtered("is_owner")):
            lines = self.env["care.handover.line"].concat(*lines)
            bodies = {
                line.partner_id.id: self._prepare_note(line, undone) for line in lines
            }
            lines.partner_id._message_log_batch(
                bodies, author_id=self.env.user.partner_id.id
            )
        moves = self.move_ids.filtered(lambda move: move.model == "care.complaint")
        if undone:
            moves = moves.filtered("is_undone")
        self.env["care.complaint.handover"].create(
            [
                {
                    "complaint_id": move.res_id,
                    "old_user_id": (
                        move.new_user_id if undone else move.old_user_id
                    ).id,
                    "user_id": (move.old_user_id if undone else move.new_user_id).id,
                    "by_user_id": self.env.uid,
                    "reason": self.reason,
                }
                for move in moves
            ]
        )

    def _prepare_note(self, line, undone):
        facts = {"old": line.old_user_id.name or "–", "new": line.new_user_id.name}
        if undone:
            return self.env._("Handover undone: %(new)s back to %(old)s.", **facts)
        return self.env._(
            "Handed over from %(old)s to %(new)s: %(reason)s",
            reason=self.reason,
            **facts,
        )

    def _tell_receivers(self):
        for user, lines in self.line_ids.grouped("new_user_id").items():
            count = len(lines.filtered("is_owner"))
            body = self.env._(
                "%(count)s customers are yours now. %(reason)s",
                count=count,
                reason=self.reason,
            )
            if count and user != self.env.user:
                self.message_notify(
                    body=body,
                    subject=self.display_name,
                    partner_ids=user.partner_id.ids,
                    author_id=self.env.user.partner_id.id,
                )
