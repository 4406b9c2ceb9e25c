from odoo import api, fields, models


class CareHandoverMove(models.Model):
    """One record that got another user; written by set-based SQL, never changed but by
    undoing."""

    _name = "care.handover.move"
    _description = "Record Handed Over"
    _order = "model, id"
    _log_access = False

    handover_id = fields.Many2one(
        "care.handover", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="handover_id.company_id")
    line_id = fields.Many2one(
        "care.handover.line", readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="line_id.partner_id")
    model = fields.Char(required=True, readonly=True)
    model_name = fields.Char(string="Kind", compute="_compute_model_name")
    field = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="model", required=True, readonly=True
    )
    old_user_id = fields.Many2one("res.users", string="From Salesperson", readonly=True)
    new_user_id = fields.Many2one("res.users", string="To Salesperson", readonly=True)
    old_date = fields.Date(readonly=True)
    is_undone = fields.Boolean(string="Given Back", readonly=True)

    @api.depends("model")
    @api.depends_context("lang")
    def _compute_model_name(self):
        for move in self:
            move.model_name = self.env["ir.model"]._get(move.model).display_name

    @api.depends("model_name", "partner_id")
    def _compute_display_name(self):
        for move in self:
            names = (move.model_name, move.partner_id.display_name)
            move.display_name = ", ".join(filter(None, names))

    def action_open_record(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
