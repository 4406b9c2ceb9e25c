from odoo import models
from odoo.tools import SQL

from ..models.classification.plain_many2one import PlainMany2one


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Drop only the rows that would collide: core drops all rows of the sources in
        a table as soon as one of them breaks a unique constraint."""
        self.env.flush_all()
        self._care_keep_on_merge(src_partners, dst_partner)
        for table, column, others, predicate in self._care_unique_indexes():
            self._care_drop_colliding(
                table, column, others, predicate, src_partners, dst_partner
            )
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        dst_partner._leave_care_trace()
        # sudo: who may merge contacts may leave no profile of one that is gone
        self.env["care.profile"].sudo()._follow_partners(dst_partner | src_partners)
        return result

    def _get_fk_on(self, table):
        """Core looks for foreign keys alone: add the references that have none."""
        plain = [
            (model._table, field.name)
            for model in self.env.values()
            if model._is_an_ordinary_table()
            for field in model._fields.values()
            if isinstance(field, PlainMany2one)
            and self.env[field.comodel_name]._table == table
        ]
        return super()._get_fk_on(table) + plain

    def _care_keep_on_merge(self, src_partners, dst_partner):
        """Hook: take over what a colliding row of a source knows better."""
        (src_partners | dst_partner)._refuse_foreign_confidences()
        for model in ("care.confidential", "care.relation"):
            # sudo: who may merge these contacts may see all that is merged
            self.env[model].sudo()._merge_partners(src_partners, dst_partner)
        self.env["care.profile"].sudo()._merge_locks(src_partners, dst_partner)

    def _care_unique_indexes(self):
        """Return (table, partner column, other columns, predicate) of unique keys."""
        return self.env.execute_query(
            SQL(
                """SELECT t.relname, a.attname,
                          ARRAY(SELECT b.attname::text FROM pg_attribute b
                                 WHERE b.attrelid = t.oid AND b.attnum = ANY(i.indkey)
                                   AND b.attnum <> a.attnum),
                          pg_get_expr(i.indpred, i.indrelid)
                     FROM pg_index i
                     JOIN pg_class t ON t.oid = i.indrelid
                     JOIN pg_attribute a ON a.attrelid = t.oid
                          AND a.attnum = ANY(i.indkey)
                    WHERE i.indisunique AND i.indexprs IS NULL
                      AND t.relname LIKE 'care\\_%%'
                      -- tables of many2many fields are well merged by core
                      AND EXISTS (SELECT FROM pg_attribute c
                                   WHERE c.attrelid = t.oid AND c.attname = 'id')
                      AND (t.relname, a.attname) IN %s
                      AND t.relnamespace = current_schema::regnamespace""",
                tuple(self._get_fk_on("res_partner")),
            )
        )

    def _care_drop_colliding(self, table, column, others, predicate, sources, target):
        """Delete rows of the sources that equal one of the target or an older one."""
        live = SQL(
            "(SELECT * FROM %s WHERE %s)",
            SQL.identifier(table),
            SQL("(%s)", SQL(predicate.replace("%", "%%")))
            if predicate
            else SQL("TRUE"),
        )
        same = [
            SQL("s.%s = k.%s", SQL.identifier(name), SQL.identifier(name))
            for name in others
        ]
        self.env.cr.execute(
            SQL(
                """DELETE FROM %(table)s WHERE id IN (
                       SELECT s.id FROM %(live)s s
                         JOIN %(live)s k ON k.id <> s.id AND %(same)s
                        WHERE s.%(column)s IN %(sources)s
                          AND (k.%(column)s = %(target)s
                               OR (k.%(column)s IN %(sources)s AND k.id < s.id)))""",
                table=SQL.identifier(table),
                live=live,
                same=SQL(" AND ").join(same or [SQL("TRUE")]),
                column=SQL.identifier(column),
                sources=tuple(sources.ids),
                target=target.id,
            )
        )
