def post_init_hook(env):
    """Give every company that exists at installation its default policy."""
    for company in env["res.company"].search([]):
        env["care.policy"]._get(company)
