from odoo.tests import HttpCase, tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestGreetingOptOut(HttpCase, CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.customer(name="Friend", email="friend@example.com")
        cls.path = (
            "/care/opt-out/" + cls.person._get_care_opt_out_url().split("/", 5)[5]
        )

    def is_refused(self):
        self.person.invalidate_recordset()
        return self.person.is_blacklisted

    def test_whoever_confirms_gets_no_more_mails(self):
        page = self.url_open(self.path)
        self.assertIn("friend@example.com", page.text)
        self.assertFalse(self.is_refused(), "following the link is no answer")
        page = self.url_open(self.path, data={"confirm": 1})
        self.assertEqual(page.status_code, 200)
        self.assertTrue(self.is_refused())

    def test_a_forged_link_is_not_found(self):
        forged = self.path[:-4] + "0000"
        self.assertEqual(self.url_open(forged, data={"a": 1}).status_code, 404)
        self.assertFalse(self.is_refused())

    def test_the_link_is_of_one_address(self):
        self.person.email = "new@example.com"
        self.assertEqual(self.url_open(self.path).status_code, 404)
