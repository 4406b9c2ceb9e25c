from odoo import SUPERUSER_ID, api
from odoo.tools import SQL


def migrate(cr, version):
    """Load the texts of this version in every language: Odoo keeps translations that
    are there, even of labels that say something else now. Texts of records that are
    edited, such as mails, stay as they are."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    languages = [code for code, _name in env["res.lang"].get_installed()]
    env["ir.module.module"]._load_module_terms(
        ["crm_customer_care"], languages, overwrite=True
    )
    # a label that is no longer translated: Odoo's own Chinese leaves it, too
    cr.execute(
        SQL(
            """UPDATE ir_model_fields
                  SET field_description = field_description - 'zh_CN'
                WHERE name = 'id' AND field_description->>'zh_CN' = '编号'
                  AND id IN (SELECT res_id FROM ir_model_data
                              WHERE module = 'crm_customer_care'
                                AND model = 'ir.model.fields')"""
        )
    )
