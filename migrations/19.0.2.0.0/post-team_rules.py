from odoo import SUPERUSER_ID, api

LED = (
    "('user_id.crm_team_member_ids', 'any', "
    "[('active', '=', True), ('crm_team_id.user_id', '=', user.id)])"
)
NEW = {
    f"'|', ('user_id', 'in', [user.id, False]), {LED}": (
        "('user_id', 'in', user.care_team_user_ids.ids + [False])"
    ),
    f"'|', ('user_id', '=', user.id), {LED}": (
        "('user_id', 'in', user.care_team_user_ids.ids)"
    ),
}
UNKNOWN = "'&', ('profile_id', '=', False), ('%s.user_id', 'in', [user.id, False])"
NEW |= {
    UNKNOWN % customer: "('is_new_own', '=', True)"
    for customer in ("partner_id", "commercial_partner_id")
}


def migrate(cr, version):
    """Rules name the users of a team instead of searching for them in each row; what
    somebody has changed in them stays."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    data = [("module", "=", "crm_customer_care"), ("model", "=", "ir.rule")]
    numbers = env["ir.model.data"].search(data).mapped("res_id")
    for rule in env["ir.rule"].browse(numbers):
        domain = rule.domain_force or ""
        for old, new in NEW.items():
            domain = domain.replace(old, new)
        if domain != rule.domain_force:
            rule.domain_force = domain
