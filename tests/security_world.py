from collections import namedtuple

from odoo import fields
from odoo.fields import Command, Domain
from odoo.tools import SQL

ADDON = "crm_customer_care"
DAY = "2026-06-15"
Place = namedtuple("Place", "company owner customer")
# fields that decide whose a record is, asked for or not
WHO = ("author_id", "old_user_id", "partner_id", "user_id")
WHOSE = (*WHO, "company_id", "profile_id")
# what the fields alone do not tell
GIVEN = {
    "care.audit": {"seed": "1", "month": "2026-06-01"},
    "care.benefit": {"kind": "service"},
    "care.card": {"is_confidential": False},
    "care.compensation": {"kind": "refund"},
    "care.complaint.clock": {"deadline": DAY, "counted_from": DAY},
    "care.complaint.cause": {"name": "Cause of ours"},
    "care.confidential": {"taboos": "No lilies"},
    "care.date": {"month": 5, "day": 1, "kind_id": f"{ADDON}.date_kind_founding"},
    "care.deal": {"amount": 100},
    "care.gift": {"name": "Tea"},
    "care.greeting": {"send_at": DAY, "late_at": "2026-06-16"},
    "care.handover": {"reason": "Moves abroad"},
    "care.handover.move": {"model": "res.partner", "field": "user_id", "res_id": 1},
    "care.kpi.note": {"month": "2026-06-01", "plan": "More"},
    "care.notice": {"channel": "call"},
    "care.occasion": {"kind": "fixed", "month": 5, "day": 1},
    "care.plan": {"date_from": "2026-01-01", "date_to": "2026-12-31"},
    "care.profile": {"contribution": 1000, "first_purchase_date": "2025-01-01"},
    "care.profile.event": {"tier_rule": "lock", "tier": "Key"},
    "care.profile.snapshot": {"date": "2026-05-31", "segment": "general"},
    "care.referral": {"referred_name": "Somebody"},
    "care.relation": {"other_name": "Somebody"},
}
# texts that are keys
KEYS = "name code source model res_model access_token parent_path".split()
# what those in charge see at the end only
FINISHED = ("care.audit", "care.handover")


class World:
    """One record of every model of the addon for each place: a company, one of its
    customers, and the user who looks after it."""

    def __init__(self, env, places):
        self.env = env
        self.places = places
        self.records = {}

    def models(self):
        """Names of the models with records that the addon brings."""
        return sorted(
            name
            for name, model in self.env.registry.items()
            if model._original_module == ADDON and not model._abstract
        )

    def fill(self):
        """Make all records; return {model: {place: record}}."""
        for kind in self.places:
            self.get("care.profile", kind)
        self._buy()
        tables = [name for name in self.models() if self.env[name]._auto]
        for name in tables:
            for kind in self.places:
                self.get(name, kind)
        self.env.flush_all()
        self._sign(tables)
        for name in self.models():
            if not self.env[name]._auto:
                self._look(name)
        return {
            name: {
                kind: self.records[name, kind]
                for kind in self.places
                if self.records.get((name, kind))
            }
            for name in self.models()
        }

    def get(self, name, kind):
        key = name, kind
        if key not in self.records:
            self.records[key] = self._find(name, kind) or self._create(name, kind)
        return self.records[key]

    def _model(self, name, kind):
        company = self.places[kind].company
        context = {"allowed_company_ids": company.ids, "active_test": False}
        return self.env[name].sudo().with_company(company).with_context(**context)

    def _find(self, name, kind):
        """What is there already: rules of a company, kinds, channels."""
        model, place = self._model(name, kind), self.places[kind]
        if name == "care.policy":
            return model._get(place.company)
        fields = model._fields.keys()
        if "partner_id" in fields and "company_id" not in fields:
            return model.search([("partner_id", "=", place.customer.id)], limit=1)
        if model._transient or not fields.isdisjoint(WHO):
            return model
        own = Domain.TRUE
        for field in model._fields.values():
            if field.name == "company_id" and field.store:
                own &= Domain("company_id", "=", place.company.id)
            elif field.required and (field.comodel_name or "").startswith("care."):
                own &= Domain(field.name, "=", self.get(field.comodel_name, kind).id)
        return model.search(own, limit=1)

    def _create(self, name, kind):
        model = self._model(name, kind)
        given = {
            field: self.env.ref(value).id if field == "kind_id" else value
            for field, value in GIVEN.get(name, {}).items()
        }
        if name == "care.import.progress":
            given["import_id"] = self.get("care.import", kind).id
        values = {
            field.name: self._value(field, kind)
            for field in model._fields.values()
            if field.name not in given and self._is_asked(field)
        }
        if name == "care.kpi.snapshot":
            return self._keep_figure(model, values)
        return model.create({**values, **given})

    def _keep_figure(self, model, values):
        """A figure as the job keeps it, which nobody can create."""
        columns = {**values, "month": "2026-05-01"}
        [[number]] = self.env.execute_query(
            SQL(
                "INSERT INTO care_kpi_snapshot (%s) VALUES %s RETURNING id",
                SQL(", ").join(SQL.identifier(name) for name in columns),
                tuple(columns.values()),
            )
        )
        return model.browse(number)

    def _is_asked(self, field):
        if not field.store or field.related or field.name in ("id", "create_uid"):
            return False
        if field.name in WHOSE and field.type == "many2one":
            return True
        if field.type == "many2many":
            return field.required
        return field.required and not field.default and not field.compute

    def _value(self, field, kind):
        place = self.places[kind]
        if field.type == "many2one":
            if field.name == "user_id" and field.model_name == "care.praise":
                return self.env.uid  # nobody praises himself
            own = {
                "res.partner": place.customer,
                "res.users": place.owner,
                "res.company": place.company,
            }
            return self._target(field.comodel_name, kind, own).id
        if field.type == "many2many":
            return [Command.set(self._target(field.comodel_name, kind, {}).ids)]
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("integer", "float", "monetary"):
            return 1
        if field.type in ("date", "datetime"):
            return DAY
        if field.type == "binary":
            return b"Text"
        return f"Text {kind}"

    def _target(self, comodel, kind, own):
        if comodel in own:
            return own[comodel]
        if comodel.startswith("care."):
            return self.get(comodel, kind)
        return self._model(comodel, kind).search([], limit=1)

    def _buy(self):
        """Let everybody buy, so that there is something to analyse."""
        for kind, place in self.places.items():
            self.get("care.policy", kind).write(
                {"as_of": DAY, "retention_kept_until": "2027-12-31"}
            )
            before = self._create("care.profile.snapshot", kind)
            before.date = "2026-04-30"
            self._model("care.deal", kind).create(
                {
                    "partner_id": place.customer.id,
                    "company_id": place.company.id,
                    "date": DAY,
                    "amount": 100,
                }
            )

    def _sign(self, tables):
        """Let each record be written by the owner of its customer."""
        for (name, kind), record in self.records.items():
            if name in tables and self.env[name]._log_access:
                done = SQL(", state = 'done'") if name in FINISHED else SQL()
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET create_uid = %s %s WHERE id = %s",
                        SQL.identifier(self.env[name]._table),
                        self.places[kind].owner.id,
                        done,
                        record.id,
                    )
                )
        self.env.invalidate_all()

    def _look(self, name):
        """Find the rows of an analysis."""
        for kind, place in self.places.items():
            model = self._model(name, kind)
            names = [one for one in ("partner_id", "user_id") if one in model._fields]
            whose = {"partner_id": place.customer.id, "user_id": place.owner.id}
            domain = [(one, "=", whose[one]) for one in names[:1]]
            if "company_id" in model._fields:
                domain.append(("company_id", "=", place.company.id))
            self.records[name, kind] = model.search(domain, limit=1)


def is_text(field):
    """Texts that people type and nothing but people read."""
    return (
        field.store
        # weekdays and the like are no texts, though they are stored as such
        and type(field) in (fields.Char, fields.Text, fields.Html)
        and not field.translate
        and field.name not in KEYS
        and not field.related
        and not field.compute
    )


def is_translated(field):
    """Texts that people type in each language."""
    return bool(
        field.translate
        and field.store
        and type(field) in (fields.Char, fields.Text, fields.Html)
        and not field.related
        and not field.compute
    )
