from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class CarePraise(models.Model):
    """Thanks to a colleague, for everybody to read."""

    _name = "care.praise"
    _description = "Praise"
    _order = "date desc, id desc"
    _rec_name = "reason"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Praised",
        required=True,
        index=True,
        domain=[("share", "=", False)],
        ondelete="cascade",
    )
    author_id = fields.Many2one(
        "res.users",
        string="Praised by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="cascade",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Text(string="For What", required=True)
    kpi_id = fields.Many2one(
        "care.kpi", string="Item", index="btree_not_null", ondelete="set null"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="set null",
        help="Everybody reads this name.",
    )
    # no many2one: its name would tell everybody what was said
    res_model = fields.Selection(
        [
            ("care.touch", "Contact with a customer"),
            ("care.complaint", "Word of a customer"),
        ],
        string="Occasion",
        readonly=True,
    )
    res_id = fields.Many2oneReference(
        string="Record of the Occasion", model_field="res_model", readonly=True
    )
    is_told = fields.Boolean(
        string="Tell by Message",
        default=True,
        help="The person gets a message at once.",
    )

    @api.constrains("user_id", "author_id")
    def _check_user(self):
        if any(praise.user_id == praise.author_id for praise in self):
            raise ValidationError(self.env._("Leave your own praise to others."))

    @api.constrains("reason")
    def _check_reason(self):
        if any(not praise.reason.strip() for praise in self):
            raise ValidationError(self.env._("Say what the praise is for."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
            vals.get("author_id", self.env.uid) != self.env.uid for vals in vals_list
        ):
            raise AccessError(self.env._("Praise in your own name."))
        praises = super().create(vals_list)
        praises.filtered("is_told")._tell()
        return praises

    def write(self, vals):
        if "author_id" in vals and not self.env.su:
            raise AccessError(self.env._("Praise in your own name."))
        return super().write(vals)

    def _tell(self):
        for praise in self:
            user = praise.user_id
            told = praise.with_context(lang=user.lang)
            self.env["mail.thread"].message_notify(
                author_id=praise.author_id.partner_id.id,
                partner_ids=user.partner_id.ids,
                subject=told.env._(
                    "%(author)s praises you", author=praise.author_id.name
                ),
                body=Markup("<p>%s</p>")
                % Markup("<br/>").join(map(escape, praise.reason.splitlines())),
            )

    def action_open_occasion(self):
        """Open what the praise is about, for whoever may see that."""
        self.ensure_one()
        if not self.res_model:
            raise UserError(self.env._("This praise names no occasion."))
        record = self.env[self.res_model].browse(self.res_id).exists()
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": record.id,
            "views": [(False, "form")],
        }
