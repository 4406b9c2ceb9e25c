from freezegun import freeze_time

from odoo.tests import tagged

from .cadence_common import CadenceCommon

NAME = "Paula Privat"


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCarePrivacy(CadenceCommon):
    """The privacy lookup finds and erases a person in contacts, needs and plans."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence()
        address = {"name": NAME, "email": "paula@example.com", "is_company": False}
        cls.paula = cls.known(**address)
        cls.other = cls.known(name="Other")

    def lines(self):
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": NAME, "email": "paula@example.com"}
        )
        wizard.action_lookup()
        return {(line.res_model, line.res_id): line for line in wizard.line_ids}

    def erase(self, *records):
        lines = self.lines()
        for record in records:
            lines[record._name, record.id].action_unlink()

    def facts(self):
        self.touch(self.paula, "2026-05-15 10:00:00")
        self.plan()
        touch, need = self.paula.care_touch_ids, self.need(self.paula)
        return touch, need, self.revisits(self.paula)

    def test_contacts_needs_and_plans_are_found(self):
        facts = self.facts()
        lines = self.lines()
        self.assertTrue(all((one._name, one.id) in lines for one in facts))

    def test_what_is_about_the_person_is_erased(self):
        touch, need, revisit = self.facts()
        activity = revisit.activity_id
        self.erase(touch, need, revisit)
        self.assertFalse(touch.exists() or need.exists() or revisit.exists())
        self.assertFalse(activity.exists())

    def test_with_the_person_all_of_it_goes(self):
        touch, need, revisit = self.facts()
        activity = revisit.activity_id
        self.erase(self.paula)
        self.assertFalse(self.paula.exists() or touch.exists() or need.exists())
        self.assertFalse(revisit.exists() or activity.exists())

    def test_what_only_names_the_person_loses_the_name(self):
        touch = self.touch(
            self.other,
            "2026-05-20 10:00:00",
            summary=f"Met {NAME} there",
            introduced_name=f"Mrs {NAME}",
        )
        need = self.need(self.other, name=f"A desk like that of {NAME}")
        self.plan()
        revisit = self.revisits(self.other)
        revisit.action_snooze("2026-06-20", f"{NAME} is on holiday")
        self.erase(touch, need, revisit)
        self.assertEqual(touch.summary, "Met … there")
        self.assertEqual(touch.introduced_name, "Mrs …")
        self.assertEqual(need.name, "A desk like that of …")
        self.assertEqual(revisit.reason, "… is on holiday")
        self.assertEqual(revisit.state, "planned")
