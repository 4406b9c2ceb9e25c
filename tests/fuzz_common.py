import inspect
import json
import random
import re
from collections import Counter
from contextlib import suppress

from psycopg2 import DataError, IntegrityError

from odoo.exceptions import UserError
from odoo.service.model import call_kw, get_public_method
from odoo.tools import SQL, mute_logger

from .security_world import ADDON, is_text

BAD = (
    None,
    False,
    True,
    "",
    " ",
    "x",
    "2026-13-45",
    "2026-06-15",
    -1,
    0,
    1.5,
    10**8,
    [],
    {},
    ["x"],
    [[1]],
    {"a": 1},
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "客户\u202e\u0000",
)
MARK = re.compile(r"§(\w+):(\d+)§")
# records that stay as they are, whatever the role calls: of others, of other companies
KEPT = {
    "user": "fx",
    "salesperson": "fx",
    "all documents": "x",
    "handler": "x",
    "manager": "x",
    "sales manager": "x",
}
# whoever was told takes note, whatever else he may do
TOLD = {"care.escalation.action_acknowledge"}
# what follows from a contact, whoever may edit that
FOLLOWING = {"care.profile": ["completeness", "completeness_range"]}
# errors that a caller is meant to get; a database's are told by the server in words
REFUSALS = (UserError, IntegrityError)
COUNT = re.compile(r"positional argument|unexpected keyword|multiple values")
# what Odoo's own methods of these names take as it comes
DICTS = ("msg_dict", "custom_values", "specification", "default")
ORM = "browse check_access create exists search search_count write".split()
ORM += ("_read_group", "_search")
SINGLETON = "Expected singleton"


class Fuzz:
    """Calls public methods as somebody, with whatever, and looks at what comes back."""

    def __init__(self, env, records, seed=7):
        self.env = env
        self.records = records
        self.seed = seed
        self.counts = Counter()
        self.problems = {}

    # what there is to call
    def methods(self):
        """(model, method) of all that the addon lets anybody call."""
        for name in sorted(self.env.registry):
            model = self.env[name]
            for method in dir(type(model)):
                if not method.startswith("_") and self._is_ours(model, method):
                    yield name, method

    def _is_callable(self, model, function):
        # nothing is stored in an abstract model
        return not model._abstract or getattr(function, "_api_model", False)

    def _is_ours(self, model, method):
        function = getattr(type(model), method, None)
        if not inspect.isfunction(function) or not self._is_callable(model, function):
            return False
        try:
            get_public_method(model, method)
        except Exception:
            return False
        modules = {
            parent.__dict__[method].__module__ or ""
            for parent in type(model).__mro__
            if method in parent.__dict__
        }
        # what every model of Odoo has from us is called on ours
        if not model._name.startswith(("care.", "res.partner")):
            modules.discard(f"odoo.addons.{ADDON}.models.archive.base")
        return any(f".{ADDON}." in module for module in modules)

    # arguments
    def begin(self, *what):
        """Choose by what is called alone: what else there is changes nothing of it."""
        self.random = random.Random(repr((self.seed, self.role, *what)))

    def arguments(self, model, method):
        """Arguments of one call: ids of own and of foreign records, or nonsense."""
        function = getattr(type(self.env[model]), method)
        given = [
            parameter
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind == parameter.POSITIONAL_OR_KEYWORD
        ][1:]
        values = [self.value(model, parameter.name) for parameter in given]
        if getattr(function, "_api_model", False):
            return values
        return [self.ids(model), *values]

    def ids(self, model):
        known = [record.id for record in self.records.get(model, {}).values()]
        choice = self.random.random()
        if choice < 0.1 or not known:
            return self.random.choice([[], [10**8], [0], [-1]])
        if choice < 0.7:
            return [self.random.choice(known)]
        return known

    def value(self, model, name):
        if name in ("vals", "vals_list"):
            return self.values(model)
        if name in DICTS:
            return {}
        if name.endswith("_id") and self.random.random() < 0.7:
            return self.random.choice(self.foreign()).id
        return self.random.choice(BAD)

    def values(self, model):
        """Values of some fields of the model, some of the right type."""
        fields = [
            field
            for name, field in sorted(self.env[model]._fields.items())
            if field.store and name not in ("id", "create_uid", "write_uid")
        ]
        chosen = self.random.sample(fields, min(3, len(fields)))
        return {field.name: self.field_value(field) for field in chosen}

    def field_value(self, field):
        if field.type == "many2one":
            known = self.records.get(field.comodel_name, {}).values()
            return self.random.choice([one.id for one in known] or [1, 10**8])
        if field.type in ("one2many", "many2many"):
            return [(4, self.random.choice([1, 10**8]))]
        if field.type in ("char", "text", "html"):
            return self.random.choice([one for one in BAD if isinstance(one, str)])
        known = [1, "2026-06-15"] if field.required else [False, 0, 1, "1"]
        return self.random.choice(known)

    def foreign(self):
        return [one for kinds in self.records.values() for one in kinds.values()]

    # the call
    def take_role(self, role, user):
        """Call as this user from now on."""
        self.role, self.user = role, user
        self.readable = {}
        self.env.flush_all()
        self.before = self.digest(KEPT.get(role, "otfx"))
        self.kept = {key for key in self.before if not self.may_write(*key)}

    def call(self, model, method, arguments):
        """Call a method as anybody may from outside."""
        given = json.loads(json.dumps(arguments))
        self.try_out(
            f"{model}.{method}",
            arguments,
            lambda env: call_kw(env[model], method, given, {}),
        )

    def try_out(self, where, arguments, act):
        """Act, take back whatever it did, and note what was wrong with it."""
        self.counts[self.role] += 1
        savepoint = self.env.cr.savepoint(flush=False)
        try:
            env = self.env(user=self.user.id, su=False)
            with mute_logger("odoo.sql_db"):
                answer = act(env)
                env.flush_all()
        except Exception as error:
            if not self.is_refusal(error, where.rpartition(".")[2]):
                self.note(where, arguments, f"{type(error).__name__}: {error}")
        else:
            self.look(where, arguments, answer)
            self.compare(where, arguments)
        finally:
            self.env.transaction.clear()
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def is_refusal(self, error, method):
        """Whether an error is a sentence for the caller, or Odoo's own answer to such
        arguments: one that any of its models gives."""
        if isinstance(error, REFUSALS):
            return True
        if isinstance(error, TypeError) and COUNT.search(str(error)):
            return True
        if str(error).startswith(SINGLETON):
            return True
        frames = inspect.getinnerframes(error.__traceback__)
        ours = [place for place, f in enumerate(frames) if is_ours(f.filename)]
        if not ours:
            return True
        inner = frames[ours[-1] + 1 :]
        # handed on unchanged to the method of Odoo that it extends
        handed_on = inner and inner[0].function in (method, *ORM)
        return bool(handed_on) or isinstance(error, DataError) or "NUL" in str(error)

    def look(self, where, arguments, answer):
        """Note texts of records that the role may not read."""
        text = json.dumps(answer, default=str, ensure_ascii=False)
        for table, number in set(MARK.findall(text)):
            if int(number) not in self.seen(table):
                self.note(where, arguments, f"tells of {table} {number}")

    def compare(self, where, arguments):
        """Note records that were written though the role may not."""
        if where in TOLD:
            return
        after = self.digest(KEPT.get(self.role, "otfx"))
        for key in self.kept:
            if self.before[key] != after.get(key):
                self.note(where, arguments, f"writes {key[0]} {key[1]}")

    def note(self, where, arguments, what):
        key = self.role, where, re.sub(r"\d+", "#", what)[:80]
        self.problems.setdefault(
            key, f"{self.role}: {where}{tuple(arguments)!r}: {what}"[:600]
        )

    def digest(self, kinds):
        """{(model, id): what is stored} of the records of some places."""
        queries = [
            SQL(
                "SELECT %s, t.id, md5((to_jsonb(t) - %s::text[])::text) FROM %s t "
                "WHERE t.id = ANY(%s)",
                name,
                FOLLOWING.get(name, []),
                SQL.identifier(self.env[name]._table),
                [one.id for kind, one in records.items() if kind in kinds],
            )
            for name, records in self.records.items()
            if self.env[name]._auto
        ]
        rows = self.env.execute_query(SQL(" UNION ALL ").join(queries))
        return {(name, number): stored for name, number, stored in rows}

    def may_write(self, name, number):
        rows = self.env[name].with_user(self.user).browse(number)
        return rows.has_access("write") or rows.has_access("unlink")

    # canaries
    def plant(self):
        """Mark the texts of all records with what they belong to."""
        self.env.flush_all()
        for name, records in self.records.items():
            model = self.env[name]
            ids = [record.id for record in records.values()]
            for field in model._fields.values():
                if model._auto and is_text(field):
                    self._mark(model, field, ids)
        self.env.invalidate_all(flush=False)

    def _mark(self, model, field, ids):
        mark = SQL(
            "UPDATE %s SET %s = concat('§', %s::text, ':', id, '§') WHERE id = ANY(%s)",
            SQL.identifier(model._table),
            SQL.identifier(field.name),
            model._table,
            ids,
        )
        # a code, a letter, a colour stays what it is
        with suppress(IntegrityError, DataError), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(mark)

    def seen(self, table):
        """Ids of a table that the user may read."""
        if table not in self.readable:
            name = next(m for m in self.records if self.env[m]._table == table)
            rows = self.env[name].with_user(self.user).with_context(active_test=False)
            readable = rows.has_access("read")
            self.readable[table] = set(rows.search([]).ids) if readable else set()
        return self.readable[table]


def is_ours(path):
    return f"/{ADDON}/" in path and "/tests/" not in path
