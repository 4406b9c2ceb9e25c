from odoo import api, fields, models
from odoo.exceptions import UserError

# what the addon itself asks for
KNOWN_CODES = ("birthday", "founding", "bereavement")


class CareDateKind(models.Model):
    _name = "care.date.kind"
    _description = "Kind of Date"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        help="A short name that never changes, for imported sheets and other programs."
    )
    applies_to = fields.Selection(
        [("person", "Persons"), ("company", "Companies"), ("both", "Both")],
        required=True,
        default="both",
    )
    is_yearly = fields.Boolean(
        string="Every Year",
        default=True,
        help="Off: what happened once, and nobody wants to be reminded of every year.",
    )
    is_life_event = fields.Boolean(
        string="Life Event",
        help="Entering such a date gives the customer's salesperson a task.",
    )
    task_days = fields.Integer(
        string="Task due in",
        default=2,
        aggregator=False,
        help="Days after the entry until the task is due.",
    )
    task_summary = fields.Char(
        string="Task",
        translate=True,
        help="Everybody who sees the customer can read it: no details.",
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        string="Activity",
        ondelete="set null",
        domain=[("res_model", "in", (False, "res.partner"))],
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another kind of date has this code, maybe an archived one."
    )
    _check_task_days = models.Constraint(
        "CHECK(task_days >= 0)", "A task can't be due before its entry."
    )

    @api.model
    def _get(self, code):
        """Return the kind of a code, archived or not, empty without one."""
        return self.with_context(active_test=False).search(
            [("code", "=", code)], limit=1
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known(self):
        known = self.filtered(lambda kind: kind.code in KNOWN_CODES)
        if known:
            raise UserError(
                self.env._(
                    "%(kinds)s is needed by other parts of Customer Care: archive it "
                    "instead.",
                    kinds=", ".join(known.mapped("name")),
                )
            )

    def write(self, vals):
        if "code" in vals and any(
            kind.code in KNOWN_CODES and kind.code != vals["code"] for kind in self
        ):
            raise UserError(
                self.env._(
                    "Other parts of Customer Care find this kind by its code: change "
                    "its name instead."
                )
            )
        return super().write(vals)
