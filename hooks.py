from odoo.tools import SQL


def post_init_hook(env):
    """Give every company that exists at installation its default policy."""
    for company in env["res.company"].search([]):
        env["care.policy"]._get(company)


def uninstall_hook(env):
    """Let go of what Odoo is about to delete and could not while it is in use."""
    _keep_activities(env)
    _drop_restrictions(env)


def _keep_activities(env):
    """Activities of our types stay as to-dos: somebody still wants to do them."""
    to_do = env.ref("mail.mail_activity_data_todo")
    env.cr.execute(
        SQL(
            """UPDATE mail_activity a SET activity_type_id = %s
                 FROM ir_model_data d
                WHERE d.module = 'crm_customer_care'
                  AND d.model = 'mail.activity.type'
                  AND d.res_id = a.activity_type_id""",
            to_do.id,
        )
    )


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
