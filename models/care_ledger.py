import logging

from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.tools import SQL

from .lost_race import is_outage, try_again

_logger = logging.getLogger(__name__)
# so many culprits in one run are no exception any more
MANY = 100


class CareLedger(models.AbstractModel):
    """What the addon does by itself, each thing once: claim a row, then act on it.

    A model that inherits this one has a unique key of columns that are never null. Who
    claims a row acts on it in the same transaction, with effects in the database only.
    """

    _name = "care.ledger"
    _description = "Ledger"

    @api.model
    def _claim(self, vals_list):
        """Insert the rows whose key is free, in the order given; return only those.

        All dicts have the same keys. Raises SerializationFailure where another
        transaction has just claimed one of them: roll back and try again.
        """
        if not vals_list:
            return self.browse()
        missing = self._get_claim_defaults(vals_list[0])
        rows = [{**vals, **missing} for vals in vals_list]
        names = list(rows[0])
        claimed = self.env.execute_query(self._prepare_claim(names, rows))
        records = self.browse([number for [number] in claimed])
        self._after_claim(records, names)
        return records

    def _prepare_claim(self, names, rows):
        """INSERT of rows that returns the ids of those whose key is free; what they all
        have in common is handed to the database once."""
        values, own, columns = [], [], []
        for name in names:
            field = self._fields[name]
            column = [
                field.convert_to_column_insert(row[name], self, row) for row in rows
            ]
            if column.count(column[0]) == len(rows) and (own or name != names[-1]):
                value = column[0]
            else:
                value = SQL("v.%s", SQL.identifier(name))
                own.append(SQL.identifier(name))
                columns.append(column)
            values.append(SQL("%s::%s", value, SQL(field.column_type[1])))
        return SQL(
            """INSERT INTO %s (%s) SELECT %s FROM (VALUES %s) v (%s)
               ON CONFLICT DO NOTHING RETURNING id""",
            SQL.identifier(self._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(values),
            SQL(", ").join(SQL("%s", row) for row in zip(*columns, strict=True)),
            SQL(", ").join(own),
        )

    def _get_claim_defaults(self, vals):
        """What `create` would add to values of these names."""
        stored = [
            name
            for name, field in self._fields.items()
            if field.store and field.column_type and name not in vals
        ]
        now = self.env.cr.now()
        log = {"create_uid": self.env.uid, "write_uid": self.env.uid}
        log |= {"create_date": now, "write_date": now}
        return {**self.default_get(stored), **log}

    def _after_claim(self, records, names):
        """Rows born in SQL: let their stored computes run, but for columns given."""
        for name, field in self._fields.items():
            if field.store and field.compute and name not in names:
                self.env.add_to_compute(field, records)

    def _lock(self):
        """Keep others away from these rows until the end of the transaction; return
        those that exist, in their order.

        Raises SerializationFailure where one of them has changed since it began.
        """
        found = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
                SQL.identifier(self._table),
                self.ids,
            )
        )
        found = {number for [number] in found}
        return self.browse([number for number in self.ids if number in found])

    @api.model
    def _try_again(self, job, *args):
        """Run a job; after a lost race roll back and run it from the start again."""
        # of another table: what a job does beside its rows may be done by a user too
        return try_again(self.env, job, *args, also=(UniqueViolation,))

    @api.model
    def _work_off(self, batches, job, remaining=None):
        """Run a job batch by batch, each in one transaction, until time is over.

        A batch that fails is halved until the culprits are alone: these are logged and
        left to the next run, and block nobody. Where the database is in trouble nobody
        is to blame, the job fails. Only for methods that a cron calls. Return the
        results of the job and whether there was time for all.

        The next run looks for what is to do anew, and must not find what was done: else
        it comes no further than this one.
        """
        cron, results, refused = self.env["ir.cron"], [], 0
        for batch in batches:
            for part, found in self._try_parts(batch, job):
                results += found
                refused += not found
                done = len(part) if found else 0
                in_time = cron._commit_progress(done, remaining=remaining)
                # nothing comes of a run that ends with those who are to blame
                if not in_time and (found or refused > MANY):
                    return results, False
        return results, True

    @api.model
    def _try_parts(self, batch, job):
        """Generate pairs of a part of a batch and [its result], nothing for a culprit.
        Commit before the next one."""
        parts = [batch]
        while parts:
            part = parts.pop()
            try:
                found = [self._try_again(job, part)]
            except Exception as error:
                if is_outage(error):
                    raise
                self.env.cr.rollback()
                if len(part) > 1:
                    middle = len(part) // 2
                    parts += part[middle:], part[:middle]
                    continue
                _logger.exception("%s: left out %s", self._name, part[0])
                found = []
            yield part, found

    @api.model
    def _work_for_each(self, policies, job, once=False):
        """Run a job for one company after the other: `job` takes a policy and how many
        are left, and returns whether all of it is done. It may say no only after it did
        something that the next run does not find again, as in `_work_off`; `once` says
        that a whole company that is done is not among the policies of the next run.

        A company that fails is logged, and the others do not wait for it. Where the
        database is in trouble the job fails. Only for methods that a cron calls.
        """
        self.env["ir.cron"]._commit_progress(remaining=len(policies))
        for number, policy in enumerate(policies):
            try:
                if not job(policy, len(policies) - number):
                    return
            except Exception as error:
                if is_outage(error):
                    raise
                self.env.cr.rollback()
                company = policy.company_id.id
                _logger.exception(
                    "%s: nothing done for company %s", self._name, company
                )
            if not self.env["ir.cron"]._commit_progress(1) and once:
                return

    @api.model
    def _claim_and_act(self, batches, act):
        """Claim, act and commit batch by batch, each in one transaction.

        `batches` is an iterable of lists of values with sorted keys; `act` is called
        with the rows claimed. Only for methods that a cron calls. Return the number of
        rows claimed.
        """

        def claim(batch):
            rows = self._claim(batch)
            act(rows)
            return len(rows)

        results, in_time = self._work_off(batches, claim, remaining=1)
        if in_time:
            self.env["ir.cron"]._commit_progress(remaining=0)
        return sum(results)
