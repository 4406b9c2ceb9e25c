from babel import Locale

from odoo import api, models
from odoo.tools import SQL

from ...tools.sheet_columns import position_of
from ...tools.sheet_head import plain
from ...tools.sheet_value import shown
from ...tools.sheet_words import MEANINGS, WORDS, word_of

SHOWN = 15
# (model, field of the name, further fields that name a record)
NAMED = {
    "channel": ("care.channel", "name", ("letter",)),
    "tier": ("care.tier", "name", ()),
    "interests": ("care.interest", "name", ()),
    "tags": ("res.partner.category", "name", ()),
    "industry": ("res.partner.industry", "name", ("full_name",)),
    "country": ("res.country", "name", ("code",)),
    "currency": ("res.currency", "name", ()),
    "date_kind": ("care.date.kind", "name", ("code",)),
    "user": ("res.users", "login", ("name", "email")),
}
# of these there are too many to hold them all
LARGE = {"products": "product.product", "competitors": "res.partner"}


class CareImportLookup(models.AbstractModel):
    """What a name in a cell means, in whatever language of the database."""

    _name = "care.import.lookup"
    _description = "Names in Imported Sheets"

    @api.model
    def _resolve(self, lines, kinds, run):
        """Replace names in the cells of these kinds by ids and choices."""
        for line in lines:
            for key in [key for key in line.values if kinds.get(key) in NAMED]:
                self._resolve_named(line, key, kinds[key], run)
            for key in [key for key in line.values if kinds.get(key) in MEANINGS]:
                if kinds[key] not in NAMED:
                    self._resolve_choice(line, key, kinds[key])
        for kind in LARGE:
            self._resolve_large(lines, kind)
        self._resolve_states(lines, run)

    @api.model
    def _resolve_named(self, line, key, kind, run):
        if kind not in run.lookups:
            run.lookups[kind] = self._get_names(kind)
        names, known = run.lookups[kind]
        value = line.values[key]
        found = []
        for name in value if isinstance(value, list) else [value]:
            matches = names.get(plain(name), set())
            if len(matches) != 1:
                self._refuse(line, key, name, matches, known)
                return
            found += matches
        line.values[key] = found if isinstance(value, list) else found[0]

    @api.model
    def _refuse(self, line, key, name, matches, known):
        name = shown(name)
        if matches:
            text = self.env._("“%(name)s” means more than one: be precise", name=name)
        elif known:
            text = self.env._(
                "“%(name)s” is not known. Known are: %(known)s",
                name=name,
                known=", ".join(known[:SHOWN]) + ("…" if len(known) > SHOWN else ""),
            )
        else:
            text = self.env._(
                "“%(name)s” is not known: add it in Odoo first", name=name
            )
        line.reject(text, key)

    @api.model
    def _resolve_choice(self, line, key, kind):
        value = line.values[key]
        meaning = MEANINGS[kind].get(plain(value))
        if meaning:
            line.values[key] = meaning
        else:
            position = position_of(self.env.lang)
            known = [word_of(kind, value, position) for value in WORDS[kind]]
            self._refuse(line, key, value, (), known)

    @api.model
    def _get_names(self, kind):
        """Return ({plain name: ids}, the names in the user's language)."""
        model, name_field, others = NAMED[kind]
        # sudo: these names are no secret, and the file names them
        records = self.env[model].sudo().search(self._get_domain(kind))
        names = self._name_records(kind, records)
        if "active" in records._fields and kind != "user":
            # what is kept may name what nobody can choose any more
            old = records.with_context(active_test=False)
            old = old.search(self._get_domain(kind)) - records
            names = {**self._name_records(kind, old), **names}
        # users are named by people, not by login
        label = "name" if kind == "user" else name_field
        return names, records.mapped(label)

    @api.model
    def _name_records(self, kind, records):
        """Return {plain name: ids} of these records."""
        _model, name_field, others = NAMED[kind]
        names = {}
        for record in records:
            texts = [record[field] for field in (name_field, *others)]
            texts += self._get_more_names(kind, record)
            for text in filter(None, texts):
                names.setdefault(plain(text), set()).add(record.id)
        for text, record_id in self._get_translations(records, name_field):
            names.setdefault(plain(text), set()).add(record_id)
        return names

    @api.model
    def _get_domain(self, kind):
        if kind == "tier":
            return [("company_id", "=", self.env.company.id)]
        if kind == "user":
            return [("share", "=", False), ("company_ids", "in", self.env.company.id)]
        return []

    @api.model
    def _get_translations(self, records, name_field):
        """(name, id) in every language of the database."""
        field = records._fields[name_field]
        if not (field.store and field.translate and records):
            return []
        records.flush_model([name_field])
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %s FROM %s WHERE id IN %s",
                SQL.identifier(name_field),
                SQL.identifier(records._table),
                tuple(records.ids),
            )
        )
        return [
            (text, record_id)
            for record_id, texts in rows
            for text in set((texts or {}).values())
            if text
        ]

    @api.model
    def _get_more_names(self, kind, record):
        if kind == "country":
            return [
                Locale.parse(lang).territories.get(record.code, "")
                for lang in ("en", "zh_Hans", "zh_Hant")
            ]
        if kind == "date_kind":
            return [
                word
                for word, code in MEANINGS["date_kind"].items()
                if code == record.code
            ]
        return []

    @api.model
    def _resolve_large(self, lines, kind):
        """Names of a kind of which there are many: one query for the chunk."""
        wanted = {name for line in lines for name in line.values.get(kind) or ()}
        if not wanted:
            return
        model = self.env[LARGE[kind]]
        found = {}
        fields = ["default_code", "name"] if kind == "products" else ["ref", "name"]
        for field in fields:
            for record in model.search_fetch([(field, "in", list(wanted))], [field]):
                found.setdefault(record[field], set()).add(record.id)
        for line in lines:
            names = line.values.get(kind)
            if names is None:
                continue
            for name in names:
                if len(found.get(name, ())) != 1:
                    self._refuse(line, kind, name, found.get(name, ()), ())
                    break
            else:
                line.values[kind] = [i for name in names for i in found[name]]

    @api.model
    def _resolve_states(self, lines, run):
        """A state is known by its name or code, together with its country."""
        if not any("state" in line.values for line in lines):
            return
        if "state" not in run.lookups:
            run.lookups["state"] = states = {}
            owned = [("country_id", "!=", False)]
            # sudo: states are no secret
            for state in self.env["res.country.state"].sudo().search(owned):
                for text in (state.name, state.code, state.display_name):
                    states.setdefault(plain(text), set()).add(
                        (state.id, state.country_id.id)
                    )
        for line in lines:
            if name := line.values.get("state"):
                country = line.values.get("country")
                found = {
                    state_id
                    for state_id, owner in run.lookups["state"].get(plain(name), ())
                    if not country or owner == country
                }
                if len(found) == 1:
                    [line.values["state"]] = found
                else:
                    self._refuse(line, "state", name, found, ())
