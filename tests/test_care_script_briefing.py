from odoo.tests import tagged

from .cadence_common import CadenceCommon


@tagged("post_install", "-at_install")
class TestScriptBriefing(CadenceCommon):
    def brief(self, **line):
        customer = self.known()
        self.person(customer, name="Paul")
        self.cadence(**line)
        self.plan()
        [revisit] = self.revisits(customer).with_user(self.owner)
        return revisit, revisit._get_care_briefing()["scripts"]

    def test_what_to_say_stands_beside_a_planned_contact(self):
        revisit, scripts = self.brief()
        self.assertEqual(scripts[0]["name"], "Revisit by Phone")
        self.assertIn("Good morning Paul, this is Owner", scripts[0]["body"])
        self.assertIn("Good morning Paul, this is Owner", revisit.briefing)

    def test_for_a_visit_it_is_what_one_says_on_visits(self):
        _revisit, scripts = self.brief(channels="visit")
        self.assertEqual(scripts[0]["name"], "Visit")
