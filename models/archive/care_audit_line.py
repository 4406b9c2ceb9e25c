from odoo import api, fields, models
from odoo.tools import format_amount, format_date, formatLang

# numbers that are amounts in the currency of the company
AMOUNTS = {"care_yearly_spend"}


class CareAuditLine(models.Model):
    """One fact of an archive, and what the auditor found."""

    _name = "care.audit.line"
    _description = "Fact in an Audit"
    _order = "audit_id, sequence, id"
    _rec_name = "item"

    audit_id = fields.Many2one(
        "care.audit", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    item = fields.Selection(selection="_selection_item", string="Fact", required=True)
    value = fields.Text(
        string="What the Archive Says",
        compute="_compute_value",
        help="As far as you may read it, now.",
    )
    finding = fields.Selection(
        [("correct", "Correct"), ("wrong", "Wrong"), ("missing", "Missing")]
    )
    note = fields.Char()

    _audit_item_uniq = models.Constraint(
        "UNIQUE(audit_id, item)", "This fact is in the audit already."
    )

    @api.model
    def _selection_item(self):
        return self.env["care.completeness.line"]._selection_code()

    @api.model
    def _prepare_commands(self, profile, lacking):
        """Commands for the lines of an audit: what the policy asks of this customer.
        What the archive lacks is found missing already."""
        # sudo: whoever draws may not read the policy of every company
        policy = self.env["care.policy"].sudo()._get(profile.company_id)
        kind = 0 if profile.partner_id.is_company else 2
        kind += profile.tier_id.is_key
        return [
            fields.Command.create(
                {
                    "item": line.code,
                    "sequence": line.sequence,
                    "finding": "missing" if line.code in lacking else False,
                }
            )
            for line in policy.completeness_line_ids
            if line._get_weights()[kind]
        ]

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.audit_id._refuse_finished()
        return lines

    def write(self, vals):
        self.audit_id._refuse_finished()
        result = super().write(vals)
        if "audit_id" in vals:
            self.audit_id._refuse_finished()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_finished(self):
        self.audit_id._refuse_finished()

    @api.depends("item", "audit_id.partner_id")
    @api.depends_context("lang", "uid")
    def _compute_value(self):
        checks = self.env["care.completeness.line"]._get_checks()
        for line in self:
            customer, check = line.audit_id.partner_id, checks.get(line.item)
            if not check or not customer:
                line.value = False
            elif check.of_person and customer.is_company:
                line.value = line._tell_of_people(check, customer) or False
            else:
                line.value = line._tell(check, customer) or False

    def _tell_of_people(self, check, customer):
        """A line of text for each person of whom something is known."""
        people = customer.child_ids.filtered(
            lambda person: not person.is_company and person.type == "contact"
        )
        told = [(person.name, self._tell(check, person)) for person in people]
        return "\n".join(f"{name}: {text}" for name, text in told if text)

    def _tell(self, check, partner):
        """Text of the fields of a check, without those that the reader may not see."""
        partner = partner.with_company(self.audit_id.company_id)
        texts = [
            self._format(partner, name)
            for name in check.fields
            if partner._has_field_access(partner._fields[name], "read")
        ]
        return ", ".join(text for text in texts if text)

    def _format(self, partner, name):
        field, value = partner._fields[name], partner[name]
        if not value:
            return ""
        if field.relational:
            names = {"care.date": "display_date", "res.partner": "name"}
            shown = names.get(value._name, "display_name")
            return ", ".join(text for text in value.mapped(shown) if text)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return format_date(self.env, value)
        if name in AMOUNTS:
            currency = self.audit_id.company_id.currency_id
            return format_amount(self.env, value, currency)
        return formatLang(self.env, value) if field.type == "float" else str(value)
