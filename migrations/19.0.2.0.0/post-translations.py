from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Load the texts of this version in every language: Odoo keeps translations that
    are there, even of labels that say something else now. Texts of records that are
    edited, such as mails, stay as they are."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    languages = [code for code, _name in env["res.lang"].get_installed()]
    env["ir.module.module"]._load_module_terms(
        ["crm_customer_care"], languages, overwrite=True
    )
