from odoo.tools import SQL


def post_init_hook(env):
    """Give every company that exists at installation its default policy."""
    for company in env["res.company"].search([]):
        env["care.policy"]._get(company)


def uninstall_hook(env):
    """Let go of what Odoo is about to delete and could not while it is in use."""
    _replace_activity_types(env)
    _drop_restrictions(env)
    _forget_searches(env)


def _replace_activity_types(env):
    """Activities of our types, steps of users' plans and the like become to-dos:
    somebody still wants to do them, and who names a type keeps it from going."""
    to_do = env.ref("mail.mail_activity_data_todo")
    columns = env.execute_query(
        SQL(
            """SELECT t.relname, a.attname
                 FROM pg_constraint c
                 JOIN pg_class t ON t.oid = c.conrelid
                 JOIN pg_attribute a
                   ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                WHERE c.contype = 'f' AND c.confdeltype = 'r'
                  AND c.confrelid = 'mail_activity_type'::regclass"""
        )
    )
    for table, column in columns:
        env.cr.execute(
            SQL(
                """UPDATE %(table)s x SET %(column)s = %(to_do)s
                     FROM ir_model_data d
                    WHERE d.module = 'crm_customer_care'
                      AND d.model = 'mail.activity.type'
                      AND d.res_id = x.%(column)s""",
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                to_do=to_do.id,
            )
        )


def _forget_searches(env):
    """A favourite or a list of columns to export that names a field of ours would
    break the list it belongs to."""
    ours = SQL(
        """(SELECT '\\m(' || string_agg(DISTINCT f.name, '|') || ')\\M'
              FROM ir_model_fields f
              JOIN ir_model_data d
                ON d.model = 'ir.model.fields' AND d.res_id = f.id
             WHERE d.module = 'crm_customer_care' AND f.name LIKE '%%care\\_%%')"""
    )
    for statement in (
        SQL(
            """DELETE FROM ir_filters
                WHERE starts_with(model_id, 'care.')
                   OR concat_ws(' ', domain, context, sort) ~ %s""",
            ours,
        ),
        SQL("DELETE FROM ir_exports WHERE starts_with(resource, 'care.')"),
        SQL("DELETE FROM ir_exports_line WHERE name ~ %s", ours),
    ):
        env.cr.execute(statement)


def _drop_restrictions(env):
    """A template that a rule of ours uses goes before that rule's table does."""
    keys = env.execute_query(
        SQL(
            """SELECT t.relname, c.conname
                 FROM pg_constraint c
                 JOIN pg_class t ON t.oid = c.conrelid
                 JOIN ir_model m ON replace(m.model, '.', '_') = t.relname
                WHERE c.contype = 'f' AND c.confdeltype = 'r'
                  AND starts_with(m.model, 'care.')"""
        )
    )
    for table, key in keys:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(key),
            )
        )
