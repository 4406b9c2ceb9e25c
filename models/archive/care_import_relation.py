from odoo import api, models

from ...tools.sheet_columns import RELATIONS
from ...tools.sheet_head import plain
from .care_import_partner import OTHER
from .care_import_sheet import alive

FIXED = ("partner_id", "other_id", "other_name", "kind_id", "is_reversed")


class CareImportRelation(models.AbstractModel):
    _name = "care.import.relation"
    _description = "Import of Relations"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = RELATIONS
    _care_model = "care.relation"
    _care_fields = {"secret": "is_secret", "note": "note"}

    @api.model
    def _match(self, lines, run):
        self._resolve_roles(lines, run)
        found = self._find_who(alive(lines))
        others = self._find_others([line for line in found if not line.is_rejected])
        for line in found:
            if line.is_rejected:
                continue
            line.vals = self._prepare_values(line)
            line.vals["partner_id"] = found[line].id
            if line in others:
                line.vals["other_id"] = others[line].id
            else:
                line.vals["other_name"] = line.values["other"]
        self._match_known([line for line in found if not line.is_rejected])

    @api.model
    def _resolve_roles(self, lines, run):
        """A relation is told by the name of its kind, or of the other direction."""
        if "relation_kind" not in run.lookups:
            run.lookups["relation_kind"] = self._get_roles()
        names, known = run.lookups["relation_kind"]
        for line in lines:
            name = line.values["kind"]
            found = names.get(plain(name), set())
            if len(found) == 1:
                [line.values["kind"]] = found
            else:
                self.env["care.import.lookup"]._refuse(line, "kind", name, found, known)

    @api.model
    def _get_roles(self):
        """Return ({plain name: {(kind id, is reversed)}}, names in the language)."""
        kinds = self.env["care.relation.kind"].search_fetch(
            [], ["name", "inverse_name"]
        )
        lookup = self.env["care.import.lookup"]
        names, known = {}, []
        for field, reverse in (("name", False), ("inverse_name", True)):
            texts = lookup._get_translations(kinds, field)
            texts += [(kind[field], kind.id) for kind in kinds if kind[field]]
            for text, kind_id in texts:
                one_way = {(kind_id, False), (kind_id, True)}
                roles = names.setdefault(plain(text), set())
                if not roles & one_way:
                    roles.add((kind_id, reverse))
            known += [kind[field] for kind in kinds if kind[field]]
        return names, list(dict.fromkeys(known))

    @api.model
    def _find_others(self, lines):
        """Contacts on the other side; whoever is none is kept as a name."""
        hosts = [line for line in lines if line.values.get("other_customer")]
        keys = {"name": "other_customer"}
        owners = self._find(hosts, keys, is_company=True)
        inside = {line: owner.customer_id for line, owner in owners.items()}
        lines = [line for line in lines if not line.is_rejected]
        strict = [
            line
            for line in lines
            if any(line.values.get(OTHER[key]) for key in ("id", "ref", "email"))
        ]
        free = [line for line in lines if line not in strict]
        return {
            **self._find(strict, OTHER, customers=inside),
            **self._find(free, OTHER, customers=inside, must=False),
        }

    @api.model
    def _match_known(self, lines):
        people = [line.vals["partner_id"] for line in lines]
        known = {}
        for relation in self.env["care.relation"].search(
            ["|", ("partner_id", "in", people), ("other_id", "in", people)]
        ):
            far = relation.other_id.id or relation.other_name
            sides = (relation.partner_id.id, far)
            key = self._get_key(*sides, relation.kind_id, relation.is_reversed)
            known[key] = relation.id
        keys = {}
        for line in lines:
            kind_id, reverse = line.values["kind"]
            line.vals |= {"kind_id": kind_id, "is_reversed": reverse}
            far = line.vals.get("other_id") or line.vals["other_name"]
            kind = self.env["care.relation.kind"].browse(kind_id)
            keys[line] = self._get_key(line.vals["partner_id"], far, kind, reverse)
        self._take_known(keys, known, FIXED)
        for line in lines:
            if line.record_id:
                for name in FIXED:
                    line.vals.pop(name, None)

    @api.model
    def _get_key(self, partner_id, far, kind, is_reversed):
        """The same key for a relation from whichever side it is told."""
        two_sided = bool(kind.inverse_name and kind.inverse_name != kind.name)
        if isinstance(far, int) and far < partner_id:
            partner_id, far, is_reversed = far, partner_id, not is_reversed
        return partner_id, far, kind.id, two_sided and is_reversed
