from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CareComplaintCause(models.Model):
    _name = "care.complaint.cause"
    _description = "Cause of Complaints"
    _order = "position, id"
    _parent_store = True
    _rec_names_search = ["name", "complete_name"]

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True
    )
    parent_id = fields.Many2one(
        "care.complaint.cause", string="Part of", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("care.complaint.cause", "parent_id", string="Causes")
    owner_id = fields.Many2one(
        "res.users",
        string="In Charge",
        domain=[("share", "=", False)],
        help="Who sees to it that this cause goes away; empty: as the cause above.",
    )
    sequence = fields.Integer(default=10)
    position = fields.Char(compute="_compute_position", store=True, recursive=True)
    active = fields.Boolean(default=True)
    complaint_count = fields.Integer(compute="_compute_complaint_count")

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for cause in self:
            names = (cause.parent_id.complete_name, cause.name)
            cause.complete_name = " / ".join(name for name in names if name)

    @api.depends("name", "parent_path")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for cause in self:
            names = [one.name for one in cause._get_line()] or [cause.name or ""]
            cause.display_name = " / ".join(reversed(names))

    @api.depends("sequence", "parent_id.position")
    def _compute_position(self):
        for cause in self:
            own = f"{cause.sequence:06d}.{cause.id}"
            parts = (cause.parent_id.position, own)
            cause.position = "/".join(part for part in parts if part)

    def _compute_complaint_count(self):
        """Complaints of the causes and of all below them."""
        groups = self.env["care.complaint"]._read_group(
            [("cause_id", "child_of", self.ids)], ["cause_id"], ["__count"]
        )
        counts = Counter()
        for cause, count in groups:
            for above in cause._get_line():
                counts[above.id] += count
        for cause in self:
            cause.complaint_count = counts[cause._origin.id]

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A cause can't be part of itself: choose another one above.")
            )

    def _get_owner(self):
        """Who is in charge of this cause or of the nearest one above."""
        cause = self
        while cause and not cause.owner_id.active:
            cause = cause.parent_id
        return cause.owner_id

    def _get_line(self):
        """This cause and those above, the nearest first."""
        self.ensure_one()
        numbers = [int(number) for number in (self.parent_path or "").split("/")[:-1]]
        return self.browse(reversed(numbers))
