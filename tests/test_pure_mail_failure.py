import doctest

from odoo.tests import BaseCase

from ..tools import mail_failure
from ..tools.mail_failure import is_passing


class TestPureMailFailure(BaseCase):
    def test_the_examples_hold(self):
        self.assertEqual(doctest.testmod(mail_failure).failed, 0)

    def test_a_server_that_says_later_is_asked_later(self):
        for reply in ("(421, b'Shutting down')", "SMTPDataError: (452, b'Full')"):
            self.assertTrue(is_passing("unknown", f"Mail Delivery Failed\n{reply}"))

    def test_a_server_that_says_never_is_not_asked_again(self):
        for reply in ("(550, b'Nobody')", "SMTPDataError: (554, b'Spam')"):
            self.assertFalse(is_passing("unknown", f"Mail Delivery Failed\n{reply}"))

    def test_one_recipient_that_is_never_taken_ends_it(self):
        refused = "{'a@b.c': (450, b'Busy'), 'd@e.f': (550, b'Nobody')}"
        self.assertFalse(is_passing("unknown", refused))

    def test_a_server_that_does_not_answer_may_answer_later(self):
        self.assertTrue(is_passing("mail_smtp", "timed out"))
        self.assertTrue(is_passing(False, "(535, b'Wrong password')"))
        self.assertTrue(is_passing("unknown", None))

    def test_numbers_in_a_text_are_no_replies(self):
        self.assertTrue(is_passing("unknown", "Room (550) is closed"))
