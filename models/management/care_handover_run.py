from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools import handover_sql
from .care_handover_movable import ACTIVITY, Movable

ACTIVITIES = Movable(ACTIVITY, "user_id", "")


class CareHandover(models.Model):
    """Moving, and moving back."""

    _inherit = "care.handover"

    def action_hand_over(self):
        """Move everything of the preview at once."""
        self.ensure_one()
        self._check_manager()
        self._check_draft()
        self._check_lines()
        # sudo: the log is written by the system alone
        handover = self.sudo()
        handover._move_all()
        handover._note_in_history()
        handover.write(
            {
                "state": "done",
                "done_date": fields.Datetime.now(),
                "done_user_id": self.env.uid,
                "summary": handover._summarize(handover._count_moves()),
            }
        )
        handover._tell_receivers()
        if self.archive_user and self.old_user_id.active:
            self.old_user_id.action_archive()
        return True

    def _check_manager(self):
        if not self.env.user.has_group("crm_customer_care.group_manager"):
            raise AccessError(
                self.env._(
                    "Only managers of Customer Care hand customers over. Ask one."
                )
            )

    def _run(self, query):
        self.env.cr.execute(query)
        return self.env.cr.rowcount

    def _move_all(self):
        self.env.flush_all()
        movables = self._get_movables()
        activities = []
        for movable in movables:
            records, planned = self._get_held(movable)
            activities.append(planned)
            self._run(
                handover_sql.log(self.id, movable.model, movable.user_field, records)
            )
            if movable.dated:
                table = self.env[movable.model]._table
                self._run(
                    handover_sql.keep_dates(
                        self.id, movable.model, table, movable.dated
                    )
                )
        every = SQL(" UNION ").join(activities)
        self._run(handover_sql.log(self.id, ACTIVITY, "user_id", every))
        day = self._get_today()
        for movable in [*movables, ACTIVITIES]:
            names = (movable.model, self.env[movable.model]._table, movable.user_field)
            self._run(handover_sql.move(self.id, *names, dated=movable.dated, day=day))
        self.env.invalidate_all()

    def _count_moves(self):
        groups = self.env["care.handover.move"]._read_group(
            [("handover_id", "=", self.id)], ["model"], ["__count"]
        )
        return dict(groups)

    def action_undo(self):
        """Give back what still stands as the handover left it."""
        self.ensure_one()
        self._check_manager()
        if not self.can_undo:
            raise UserError(
                self.env._(
                    "A handover can be undone within a day. Now hand the customers "
                    "over once more."
                )
            )
        if self.archive_user and not self.old_user_id.active:
            self.old_user_id.action_unarchive()
        # sudo: the log is written by the system alone
        handover = self.sudo()
        handover._undo_all()
        handover.write(
            {
                "state": "undone",
                "undone_date": fields.Datetime.now(),
                "undone_user_id": self.env.uid,
                "undo_note": handover._summarize_changed(),
            }
        )
        handover._note_in_history(undone=True)
        return True

    def _undo_all(self):
        self.env.flush_all()
        for movable in [*self._get_movables(), ACTIVITIES]:
            names = (movable.model, self.env[movable.model]._table, movable.user_field)
            self._run(handover_sql.undo(self.id, *names, dated=movable.dated))
        self.env.invalidate_all()

    def _summarize_changed(self):
        kept = self.move_ids.filtered(lambda move: not move.is_undone)
        names = [
            self.env._(
                "%(record)s: was changed or deleted since and stays",
                record=move.display_name,
            )
            for move in kept[:100]
        ]
        return "\n".join(names) or False
