from odoo.exceptions import AccessError, UserError

from .secret_common import SecretCommon

SECRET = "Lilies-4711"


class LeakCommon(SecretCommon):
    """Each way shows the secret to the salesperson and hides it from the stranger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("crm_customer_care.group_export")
        (cls.seller | cls.stranger).group_ids |= export
        cls.facts(taboos=SECRET, income_band="high")
        cls.lead = cls.opportunity(cls.own)

    def assertKept(self, way):
        self.assertIn(SECRET, self.tell(way, self.seller))
        self.assertNotIn(SECRET, self.tell(way, self.stranger))

    def tell(self, way, user):
        self.env.invalidate_all()
        try:
            with self.cr.savepoint():
                return str(way(self.env(user=user)))
        except (AccessError, UserError, ValueError):
            self.env.invalidate_all()
            return "refused"

    def assertRefusedToAll(self, way):
        for user in (self.seller, self.stranger):
            self.assertEqual(self.tell(way, user), "refused")

    def of(self, env, model="res.partner"):
        """The customer, its opportunity or its facts."""
        if model == "care.confidential":
            return env[model].browse(self.own.sudo().care_confidential_ids.ids)
        return (self.lead if model == "crm.lead" else self.own).with_env(env)
