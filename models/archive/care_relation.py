from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL


class CareRelation(models.Model):
    """One row for both directions: the other one is to the contact what the kind says,
    or its inverse if the row is reversed.

    Who may see the confidential facts of either contact may see an open relation. A
    secret one is for those alone who may see the facts of the contact in whose archive
    it was written (`partner_id`): whoever looks after the other one must not learn it
    from us. Rules of records say the same.
    """

    _name = "care.relation"
    _description = "Relation"
    _inherit = ["care.completeness.source"]
    _care_contacts = ("partner_id", "other_id")
    _order = "partner_id, kind_id, id"

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "res.partner",
        string="Related Contact",
        index="btree_not_null",
        ondelete="cascade",
    )
    other_name = fields.Char(string="Full Name", help="Of somebody who is no contact.")
    kind_id = fields.Many2one("care.relation.kind", required=True, ondelete="restrict")
    is_reversed = fields.Boolean(
        string="Reversed", help="The contact is to the other one what the kind says."
    )
    is_secret = fields.Boolean(
        string="Secret", help="Only who may see the contact's confidential facts knows."
    )
    note = fields.Char()
    # seen from the contact of the context, else from the one where it was written
    counterpart_id = fields.Many2one(
        "res.partner", string="Who", compute="_compute_side", readonly=False
    )
    role = fields.Selection(
        selection="_selection_role",
        string="Is",
        compute="_compute_side",
        readonly=False,
    )

    # deferred, so that the check below has the first word; a secret relation is unique
    # where it was written: else an error would tell of it
    _open_excl = models.Constraint(
        """EXCLUDE (LEAST(partner_id, other_id) WITH =,
                    GREATEST(partner_id, other_id) WITH =, kind_id WITH =)
           WHERE (is_secret IS NOT TRUE AND other_id IS NOT NULL)
           DEFERRABLE INITIALLY DEFERRED""",
        "This relation of the two is in the archive already.",
    )
    _secret_excl = models.Constraint(
        """EXCLUDE (partner_id WITH =, other_id WITH =, kind_id WITH =)
           WHERE (is_secret AND other_id IS NOT NULL)
           DEFERRABLE INITIALLY DEFERRED""",
        "This relation of the two is in the archive already.",
    )
    _name_excl = models.Constraint(
        """EXCLUDE (partner_id WITH =, kind_id WITH =, other_name WITH =,
                    COALESCE(is_reversed, FALSE) WITH =)
           WHERE (other_id IS NULL) DEFERRABLE INITIALLY DEFERRED""",
        "This relation is in the archive already.",
    )

    @api.model
    @tools.ormcache("self.env.lang")
    def _get_roles(self):
        roles = []
        # sudo: kinds of relations are no secret
        for kind in self.env["care.relation.kind"].sudo().search(Domain.TRUE):
            roles.append((str(kind.id), kind.name))
            if kind.inverse_name and kind.inverse_name != kind.name:
                roles.append((f"-{kind.id}", kind.inverse_name))
        return roles

    @api.model
    def _selection_role(self):
        return list(self._get_roles())

    def _is_seen_from_other(self):
        viewpoint = self.env.context.get("care_viewpoint")
        return bool(viewpoint) and viewpoint == self.other_id.id

    @api.depends("partner_id", "other_id", "kind_id", "is_reversed")
    @api.depends_context("care_viewpoint", "lang")
    def _compute_side(self):
        for relation in self:
            back = relation._is_seen_from_other()
            relation.counterpart_id = relation.partner_id if back else relation.other_id
            kind = relation.kind_id
            two_sided = kind.inverse_name and kind.inverse_name != kind.name
            sign = "-" if two_sided and back != relation.is_reversed else ""
            relation.role = kind and f"{sign}{kind.id}"

    @api.depends("partner_id", "other_id", "other_name", "role")
    @api.depends_context("care_viewpoint", "lang")
    def _compute_display_name(self):
        roles = dict(self._get_roles())
        for relation in self:
            who = relation.counterpart_id.display_name or relation.other_name
            relation.display_name = f"{roles.get(relation.role, '')}: {who or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        viewpoint = self.env.context.get("care_viewpoint")
        plain = [self._prepare_plain_values(vals, back=False) for vals in vals_list]
        for vals in plain:
            if viewpoint:
                vals.setdefault("partner_id", viewpoint)
        return super().create(plain)

    def write(self, vals):
        if {"role", "counterpart_id"}.isdisjoint(vals):
            result = super().write(self._prepare_plain_values(vals, back=False))
        else:
            for relation in self:
                back = relation._is_seen_from_other()
                plain = self._prepare_plain_values(vals, back)
                result = super(CareRelation, relation).write(plain)
        if not {"partner_id", "other_id", "is_secret"}.isdisjoint(vals) or (
            "counterpart_id" in vals
        ):
            # rules look at a record before it is written: not to whom it goes
            self.check_access("write")
        return result

    @api.model
    def _prepare_plain_values(self, vals, back):
        """Values of the columns for what was typed from one of the two sides."""
        plain = dict(vals)
        if "role" in plain:
            role = plain.pop("role") or ""
            plain["kind_id"] = int(role.lstrip("-") or 0) or False
            plain["is_reversed"] = role.startswith("-") != back
        if "counterpart_id" in plain:
            side = "partner_id" if back else "other_id"
            plain[side] = plain.pop("counterpart_id")
        if plain.get("other_id"):
            plain["other_name"] = False
        elif "other_name" in plain:
            plain["other_name"] = (plain["other_name"] or "").strip() or False
        return plain

    @api.constrains("partner_id", "other_id", "other_name")
    def _check_other_one(self):
        for relation in self:
            if relation.other_id == relation.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s cannot have a relation to oneself: choose another "
                        "contact.",
                        name=relation.partner_id.display_name,
                    )
                )
            if not relation.other_id and not relation.other_name:
                raise ValidationError(
                    self.env._("Say to whom: choose a contact or type a name.")
                )

    @api.constrains(
        *("partner_id", "other_id", "other_name", "kind_id"),
        *("is_secret", "is_reversed"),
    )
    def _check_once(self):
        # with the user's own rights: a hidden relation must not give itself away
        people = self.partner_id | self.other_id
        others = [*people.ids, False]
        seen = {}
        for relation in self.sudo(False).search(
            [
                ("partner_id", "in", people.ids),
                ("other_id", "in", others),
                ("kind_id", "in", self.kind_id.ids),
            ]
        ):
            key = relation._get_pair_key()
            if key in seen and self & (relation | seen[key]):
                raise ValidationError(
                    self.env._(
                        "“%(kind)s” of %(one)s and %(other)s is in the archive "
                        "already: change that line.",
                        kind=relation.kind_id.name,
                        one=relation.partner_id.display_name,
                        other=relation.other_id.display_name or relation.other_name,
                    )
                )
            seen[key] = relation
        self._check_constraints_now()

    def _check_constraints_now(self):
        """Let the database compare with what others write at the same time: an error
        at the end of a transaction is told to nobody."""
        self.flush_model()
        names = ("open", "secret", "name")
        constraints = SQL(", ").join(
            SQL.identifier(f"{self._table}_{name}_excl") for name in names
        )
        for mode in (SQL("IMMEDIATE"), SQL("DEFERRED")):
            self.env.cr.execute(SQL("SET CONSTRAINTS %s %s", constraints, mode))

    def _get_pair_key(self, partner=None, other=None):
        """What no second relation may have: the pair, whatever the order, and kind."""
        partner, other = partner or self.partner_id, other or self.other_id
        if other:
            return (frozenset((partner.id, other.id)), self.kind_id)
        return (partner.id, self.other_name, self.kind_id, self.is_reversed)

    def _get_discretion_texts(self):
        """One sentence for each of these secret relations."""
        return [
            self.env._(
                "Secret: %(one)s and %(other)s (%(kind)s). Write nothing to the one "
                "about the other.",
                # sudo: names of contacts of a relation that the user may read
                one=relation.partner_id.sudo().display_name,
                other=relation.other_id.sudo().display_name,
                kind=relation.kind_id.name,
            )
            for relation in self
        ]

    def _merge_partners(self, sources, target):
        """Prepare that contacts become one: drop what would relate it to itself, and
        what would be there twice, whose note goes to the one that stays."""
        merged = sources | target
        rows = self.search(
            ["|", ("partner_id", "in", merged.ids), ("other_id", "in", merged.ids)],
            order="id",
        )
        kept, gone = {}, self.browse()
        # the target's own relations stay
        for row in rows.sorted(
            lambda row: not (row.partner_id | row.other_id) & target
        ):
            partner = target if row.partner_id in merged else row.partner_id
            other = target if row.other_id in merged else row.other_id
            if partner == other:
                row._hand_over(self.browse())
                gone |= row
                continue
            key = row._get_pair_key(partner, other)
            key += (row.is_secret and partner,)
            first = kept.setdefault(key, row)
            if first != row:
                notes = dict.fromkeys(filter(None, [first.note, row.note]))
                first.note = "; ".join(notes)
                row._hand_over(first)
                gone |= row
        gone.unlink()

    def _hand_over(self, heir):
        """Hook: what hangs on this relation, that goes, belongs to the heir, or to the
        contact itself where that is empty."""
