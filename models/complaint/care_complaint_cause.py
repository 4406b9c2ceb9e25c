from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CareComplaintCause(models.Model):
    _name = "care.complaint.cause"
    _description = "Cause of Complaints"
    _order = "complete_name, id"
    _parent_store = True
    _rec_names_search = ["complete_name"]

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

    def _compute_complaint_count(self):
        complaints = self.env["care.complaint"]
        for cause in self:
            below = [("cause_id", "child_of", cause._origin.ids)]
            cause.complaint_count = complaints.search_count(below)

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
