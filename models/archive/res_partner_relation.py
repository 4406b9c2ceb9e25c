from odoo import api, fields, models
from odoo.fields import Command, Domain

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """The relations of a contact, whichever side they were written at."""

    _inherit = "res.partner"

    care_relation_ids = fields.One2many(
        "care.relation",
        string="Relations",
        compute="_compute_care_relation_ids",
        search="_search_care_relation_ids",
        readonly=False,
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_own_relation_ids = fields.One2many(
        "care.relation", "partner_id", groups=fields.NO_ACCESS
    )
    care_back_relation_ids = fields.One2many(
        "care.relation", "other_id", groups=fields.NO_ACCESS
    )

    @api.depends("care_is_confidant", "care_own_relation_ids", "care_back_relation_ids")
    @api.depends_context("uid", "care_no_confidences")
    def _compute_care_relation_ids(self):
        relations = self.env["care.relation"].sudo(False)
        ids = self._origin.ids
        silent = self.env.context.get("care_no_confidences")
        if relations.has_access("read") and not silent:
            relations = relations.search_fetch(
                ["|", ("partner_id", "in", ids), ("other_id", "in", ids)],
                ["partner_id", "other_id"],
            )
        own, back = relations.grouped("partner_id"), relations.grouped("other_id")
        for partner in self:
            origin = partner._origin
            partner.care_relation_ids = [
                Command.set(
                    [row.id for side in (own, back) for row in side.get(origin, ())]
                )
            ]

    def _search_care_relation_ids(self, operator, value):
        if operator == "in":
            domain = Domain("id", "in", [number for number in value if number])
        elif operator in ("any", "any!"):
            domain = Domain(value)
        else:
            return NotImplemented
        relations = self.env["care.relation"].sudo(False)

        def related(domain):
            if not relations.has_access("read"):
                return Domain.FALSE
            query = relations._search(domain)
            return Domain("id", "in", query.subselect("partner_id")) | Domain(
                "id", "in", query.subselect("other_id")
            )

        found = related(domain)
        if operator == "in" and False in value:
            found |= ~related(Domain.TRUE)
        return found

    @api.readonly
    def web_read(self, specification):
        lines = specification.get("care_relation_ids")
        if lines and len(self) == 1:
            # the web client cannot tell whose form it reads
            seen = {**lines.get("context", {}), "care_viewpoint": self.id}
            lines = {**lines, "context": seen}
            specification = {**specification, "care_relation_ids": lines}
        return super().web_read(specification)

    @api.model_create_multi
    def create(self, vals_list):
        commands = [vals.get("care_relation_ids", ()) for vals in vals_list]
        vals_list = [
            {name: vals[name] for name in vals if name != "care_relation_ids"}
            for vals in vals_list
        ]
        partners = super().create(vals_list)
        for partner, lines in zip(partners, commands, strict=True):
            partner._apply_care_relations(lines)
        return partners

    def write(self, vals):
        if "care_relation_ids" not in vals:
            return super().write(vals)
        vals = dict(vals)
        commands = vals.pop("care_relation_ids")
        result = super().write(vals)
        for partner in self:
            partner._apply_care_relations(commands)
        return result

    def _apply_care_relations(self, commands):
        """Change relations as they are seen from this contact."""
        relations = self.env["care.relation"].with_context(care_viewpoint=self.id)
        for code, number, value in commands or ():
            if code == Command.CREATE:
                relations.create({**value, "partner_id": self.id})
            elif code == Command.UPDATE:
                relations.browse(number).write(value)
            elif code in (Command.DELETE, Command.UNLINK):
                relations.browse(number).unlink()
