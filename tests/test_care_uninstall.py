from odoo.addons.crm_customer_care import hooks

from .common import CareCommon


class TestUninstall(CareCommon):
    """What users made with the addon goes with it, or does without it."""

    @classmethod
    def filter(cls, model="res.partner", **vals):
        vals = {"name": "Mine", "model_id": model, "user_ids": False, **vals}
        return cls.env["ir.filters"].create(vals)

    def after(self, step, records):
        """Those of the records that are there after a step of the uninstallation."""
        self.env.flush_all()
        step(self.env)
        self.env.invalidate_all()
        return records.exists()

    def test_favourites_on_models_of_the_addon_go(self):
        left = self.after(hooks._forget_searches, self.filter("care.touch"))
        self.assertFalse(left)

    def test_favourites_that_name_a_field_of_the_addon_go(self):
        filters = (
            self.filter(domain="[('care_tier_id', '!=', False)]")
            + self.filter(context="{'group_by': ['care_tier_id']}")
            + self.filter(sort='["care_tier_id desc"]')
            + self.filter("crm.lead", domain="[('partner_id.care_tier_id', '=', 1)]")
        )
        self.assertFalse(self.after(hooks._forget_searches, filters))

    def test_other_favourites_stay(self):
        filters = self.filter(domain="[('name', '=', 'care')]") + self.filter(
            domain="[('x_care_tier_id_old', '=', 1)]", sort='["name"]'
        )
        self.assertEqual(self.after(hooks._forget_searches, filters), filters)

    def test_lists_of_columns_to_export_lose_the_fields_of_the_addon(self):
        ours, other = self.env["ir.exports"].create(
            [
                {"name": "Ours", "resource": "care.touch"},
                {"name": "Other", "resource": "res.partner"},
            ]
        )
        for name in ("name", "care_tier_id/name", "parent_id/care_tier_id"):
            other.export_fields = [(0, 0, {"name": name})]
        left = self.after(hooks._forget_searches, ours + other)
        self.assertEqual(left, other)
        self.assertEqual(other.export_fields.mapped("name"), ["name"])

    def test_what_uses_an_activity_type_of_the_addon_gets_a_to_do(self):
        ours = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        follows = self.env["mail.activity.type"].create(
            {"name": "First", "chaining_type": "trigger"}
        )
        follows.triggered_next_type_id = ours
        plan = self.env["mail.activity.plan"].create(
            {"name": "Mine", "res_model": "res.partner"}
        )
        step = self.env["mail.activity.plan.template"].create(
            {"plan_id": plan.id, "activity_type_id": ours.id}
        )
        self.after(hooks._replace_activity_types, step)
        to_do = self.env.ref("mail.mail_activity_data_todo")
        self.assertEqual(step.activity_type_id, to_do)
        self.assertEqual(follows.triggered_next_type_id, to_do)
