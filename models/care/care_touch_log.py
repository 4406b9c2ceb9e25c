import json

from odoo import api, models
from odoo.tools import SQL

from ...tools import touch_fact_sql, touch_sql

CUSTOMER_FIELD = {
    "res.partner": "id",
    "crm.lead": "partner_id",
    "sale.order": "partner_id",
}
TYPES = {
    "fact": "text",
    "partner_id": "int",
    "company_id": "int",
    "date": "timestamp",
    "duration": "float8",
    "channel_id": "int",
    "user_id": "int",
    "summary": "text",
    "note": "text",
    "effective": "bool",
    "is_incoming": "bool",
    "res_model": "text",
    "res_id": "int",
}


class CareTouch(models.Model):
    """What goes into the log by itself: each fact once, whoever logs it too."""

    _inherit = "care.touch"

    @api.model
    def _log(self, vals_list):
        """Log facts that are not in the log yet, and return the new touches.

        Each needs `partner_id`, `channel_id` and `source`, which names the fact. The
        rest has the defaults of a contact entered by hand. Columns only: `TYPES`.
        """
        if not vals_list:
            return self.browse()
        facts = SQL(
            "SELECT %s FROM jsonb_to_recordset(%s) AS v(%s)",
            SQL(", ").join(SQL("v.%s", SQL.identifier(name)) for name in TYPES),
            json.dumps(self._prepare_facts(vals_list), default=str),
            SQL(", ").join(
                SQL("%s %s", SQL.identifier(name), SQL(kind))
                for name, kind in TYPES.items()
            ),
        )
        return self._insert_facts(facts, touch_sql.OWN)

    def _prepare_facts(self, vals_list):
        """Facts of `_log` with all defaults."""
        defaults = {
            "company_id": self.env.company.id,
            "date": self._default_date(),
            "duration": 0,
            "user_id": self.env.uid,
            "is_incoming": False,
        }
        facts = []
        for vals in vals_list:
            fact = {**defaults, **vals, "fact": vals["source"]}
            if fact.get("effective") is None:
                channel = self.env["care.channel"].browse(fact["channel_id"])
                fact["effective"] = channel._reaches(fact["is_incoming"])
            # False is NULL in columns that are no flags
            facts.append(
                {
                    name: value if TYPES.get(name) == "bool" else value or None
                    for name, value in fact.items()
                }
            )
        return facts

    @api.model
    def _capture(self, kind, where, companies=None):
        """Log facts of companies that keep their log by themselves, by default of all.

        :param kind: `activities`, `sent` or `received`, see `touch_fact_sql`
        :param where: SQL condition on the rows of that kind
        """
        active = self.env["care.policy"]._get_touch_company_ids()
        ids = active if companies is None else set(active) & set(companies.ids)
        if not ids:
            return self.browse()
        source = touch_sql.OWN if kind == "activities" else touch_sql.SHARED
        wanted = SQL(
            "%s AND %s", touch_sql.is_customer(ids), touch_sql.not_deleted(source)
        )
        facts = getattr(self, f"_select_{kind}")(where)
        return self._insert_facts(facts, source, wanted)

    @api.model
    def _forget_bounced(self, notifications):
        """Remove the touches of mails that came back."""
        notifications.flush_recordset()
        self.flush_model()
        rows = self.env.execute_query(touch_sql.drop_bounced(notifications.ids))
        self.invalidate_model(flush=False)
        customers = self.env["res.partner"].browse({number for [number] in rows})
        self.env["care.profile"]._refresh_touches(customers)

    def _select_activities(self, where):
        return touch_fact_sql.activities(self._get_documents(), where)

    def _select_sent(self, where):
        return touch_fact_sql.sent(self._get_documents(), where, self._channel_ids())

    def _select_received(self, where):
        return touch_fact_sql.received(
            self._get_documents(), where, self._channel_ids()
        )

    @api.model
    def _care_touch_documents(self):
        """Hook: return {model: field with its customer} of the documents whose
        activities, meetings and mails are contacts."""
        return dict(CUSTOMER_FIELD)

    def _get_documents(self):
        """SELECT (id, partner_id, company_id, name) by model of the documents."""
        return {
            model: SQL(
                "SELECT x.id, x.%s AS partner_id, x.company_id, x.%s AS name FROM %s x",
                SQL.identifier(field),
                SQL.identifier(self.env[model]._rec_name),
                SQL.identifier(self.env[model]._table),
            )
            for model, field in self._care_touch_documents().items()
        }

    @api.model
    def _channel_ids(self):
        """Ids of the channels of automatic contacts by the end of their names."""
        data = self.env["ir.model.data"]
        return {
            name: data._xmlid_to_res_id(f"crm_customer_care.channel_{name}")
            for name in ("mail", "meeting", "sms")
        }

    def _insert_facts(self, facts, source, customers=None):
        """Insert facts, and make known what is new."""
        self._flush_contacts()
        # sudo: facts are logged whoever causes them
        model = self.sudo()
        rows = model.env.execute_query(
            touch_sql.insert(facts, self.env.uid, self.env.cr.now(), source, customers)
        )
        if not self.env.context.get("care_backlog"):
            self._announce(rows)
        return self.browse(row[0] for row in rows)

    def _flush_contacts(self):
        """Write what the statements read of contacts, if anything waits."""
        names = ["commercial_partner_id", "partner_share"]
        self.env["res.partner"].flush_model(names)

    def _announce(self, rows):
        """Recompute what depends on touches (id, customer, effective, source) that were
        inserted by SQL."""
        if not rows:
            return
        self.env["res.partner"].invalidate_model(["care_touch_ids"], flush=False)
        answers = [row[0] for row in rows if row[3].startswith("received:")]
        if answers:
            self.env.cr.execute(touch_sql.answered(SQL("i.id = ANY(%s)", answers)))
            self.invalidate_model(["effective"], flush=False)
        reached = [row for row in rows if row[2]]
        if reached:
            touches = self.browse(row[0] for row in reached)
            customers = [row[1] for row in reached]
            # known by now: spares whoever waits for a contact a query
            self._fields["commercial_partner_id"]._insert_cache(touches, customers)
            self.env["care.profile"]._refresh_touches(
                self.env["res.partner"].browse(set(customers))
            )
            touches._care_touches_logged()

    def _care_touches_logged(self):
        """Hook: these touches are new and reached their customers. Areas that wait for
        a contact extend it."""
