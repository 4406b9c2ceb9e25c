from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .access_common import AccessCommon


@tagged("post_install", "-at_install")
class TestButtons(AccessCommon):
    """Buttons that lead from a contact to its profile, and to its plan."""

    def open(self, action, user=None):
        """Record that an action opens."""
        self.assertEqual(action["type"], "ir.actions.act_window")
        self.env.invalidate_all()
        records = self.env[action["res_model"]].with_user(user or self.seller)
        return records.browse(action["res_id"])

    def dialog(self, action, user=None):
        """The form of the dialog that an action opens."""
        self.assertEqual((action["view_mode"], action["target"]), ("form", "new"))
        model = self.env[action["res_model"]].with_user(user or self.seller)
        [(view, _type)] = action["views"]
        return Form(model.with_context(**action["context"]), view=view)

    def test_the_button_of_a_contact_opens_its_profile(self):
        own = self.own.with_user(self.seller)
        profile = self.open(own.action_open_care_profile())
        self.assertEqual(profile.partner_id, self.own)
        self.assertEqual(profile.contribution, 100)

    def test_the_button_of_a_person_opens_the_profile_of_the_company(self):
        person = self.customer(is_company=False, parent_id=self.own.id)
        person = person.with_user(self.seller)
        profile = self.open(person.action_open_care_profile())
        self.assertEqual(profile.partner_id, self.own)

    def test_the_button_opens_the_profile_of_the_company_one_works_in(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        self.deal(self.own, company_id=other.id)
        self.refresh("2026-06-30", other)
        own = self.own.with_context(allowed_company_ids=other.ids)
        profile = self.open(own.action_open_care_profile(), self.env.user)
        self.assertEqual(profile.company_id, other)

    def test_the_button_opens_no_profile_of_others(self):
        foreign = self.big.with_user(self.seller)
        self.assertFalse(self.open(foreign.action_open_care_profile()))
        with self.assertRaises(AccessError):
            self.profile(self.big).with_user(self.seller).check_access("read")

    def test_the_dialog_proposes_the_plan_of_the_customer(self):
        profile = self.profile(self.own).with_user(self.seller)
        self.assertTrue(profile.plan_id)
        dialog = self.dialog(profile.action_start_plan())
        self.assertEqual(dialog.plan_id, profile.plan_id)
        self.assertEqual(dialog.res_model, "res.partner")

    def test_a_plan_that_is_started_plans_its_activities_on_the_contact(self):
        profile = self.profile(self.own).with_user(self.seller)
        plan = profile.plan_id
        self.assertTrue(plan.template_ids)
        before = self.own.activity_ids
        self.dialog(profile.action_start_plan()).save().action_schedule_plan()
        made = self.own.activity_ids - before
        self.assertEqual(len(made), len(plan.template_ids))
        self.assertEqual(made.activity_type_id, plan.template_ids.activity_type_id)
        self.assertEqual(set(made.mapped("res_model")), {"res.partner"})
