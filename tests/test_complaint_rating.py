from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .complaint_common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestComplaintRating(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = cls.person(cls.buyer, email="chief@example.com")
        cls.handler = cls.user(
            "employee", groups="crm_customer_care.group_complaint_handler"
        )
        cls.case = cls.complaint(partner_id=cls.chief.id, user_id=cls.handler.id)

    def close(self, **vals):
        self.policy.write({"rating_active": True, **vals})
        self.finish(self.case.with_user(self.handler))

    def mails(self):
        mails = self.env["mail.mail"].search(
            [("model", "=", "care.complaint"), ("res_id", "=", self.case.id)]
        )
        return mails.filtered(lambda mail: mail.recipient_ids == self.chief)

    def rate(self, value):
        token = self.case._rating_get_access_token(self.chief)
        self.case.sudo().rating_apply(value, token=token, feedback="So.")

    def reopen_and_close(self):
        self.case.action_reopen()
        self.finish_again()

    def finish_again(self):
        self.case.action_propose()
        self.case.action_communicate()
        self.case.action_accept()
        self.case.action_close()

    def test_nobody_is_asked_after_installation(self):
        self.close(rating_active=False)
        self.assertFalse(self.mails())

    def test_the_customer_is_asked_once_per_round(self):
        self.close()
        mail = self.mails()
        self.assertEqual(len(mail), 1)
        token = self.case.satisfaction_ids.sudo().access_token
        self.assertIn(f"/complaint/satisfaction/{token}", mail.body_html)
        self.assertIn("/rate/", mail.body_html)
        self.reopen_and_close()
        self.assertEqual(len(self.case.satisfaction_ids), 2)
        self.assertEqual(len(self.mails()), 2)

    def test_a_handler_asks_by_hand(self):
        case = self.case.with_user(self.handler)
        with self.assertRaises(UserError):
            case.action_ask_rating()
        self.close(rating_active=False)
        case.action_ask_rating()
        self.assertEqual(len(self.mails()), 1)
        self.chief.email = False
        with self.assertRaises(UserError):
            case.action_ask_rating()

    def test_the_address_of_the_survey_is_only_in_the_mail(self):
        self.close()
        survey = self.case.satisfaction_ids.with_user(self.handler)
        with self.assertRaises(AccessError):
            survey.read(["access_token"])

    def test_a_bad_rating_makes_the_customer_marginal_until_it_is_content(self):
        today = self.policy._get_today()
        self.deal(self.buyer, today, 100)
        self.close()
        self.rate(1)
        self.refresh(today)
        self.assertEqual(self.profile(self.buyer).segment, "marginal")
        self.case.sudo().rating_ids.rated_on -= timedelta(minutes=1)
        self.rate(5)
        self.refresh(today)
        self.assertNotEqual(self.profile(self.buyer).segment, "marginal")

    def test_a_good_rating_is_kept(self):
        self.close()
        self.rate(5)
        self.assertEqual(self.case.rated_cycle, 1)
        self.assertEqual(self.case.rating_last_value, 5)
        self.assertEqual(self.case.low_rating_cycle, 0)
        self.assertEqual(len(self.mails()), 1)

    def test_a_bad_rating_offers_to_open_again_once_per_round(self):
        self.close()
        self.rate(1)
        self.assertEqual(self.case.low_rating_cycle, 1)
        self.assertEqual(len(self.mails()), 2)
        self.assertIn("access_token", self.mails().sorted("id")[-1].body_html)
        self.rate(1)
        self.assertEqual(len(self.mails()), 2)
        self.reopen_and_close()
        self.rate(2)
        self.assertEqual(self.case.low_rating_cycle, 2)
        self.assertEqual(len(self.mails()), 4)

    def test_an_open_complaint_is_not_rated(self):
        self.rate(1)
        self.assertEqual(self.case.rated_cycle, 0)
        self.assertEqual(self.case.low_rating_cycle, 0)

    def test_the_customer_opens_again_for_some_days(self):
        self.close(reopen_days=5)
        self.assertTrue(self.case._may_reopen())
        self.case.closed_date = "2026-01-01"
        self.assertFalse(self.case._may_reopen())
        with self.assertRaises(UserError):
            self.case._portal_reopen("Still broken", self.chief)
        self.policy.reopen_days = 0
        self.case.closed_date = "2999-01-01"
        self.assertFalse(self.case._may_reopen())

    def test_weak_points_are_listed(self):
        self.close()
        survey = self.case.satisfaction_ids
        (_product, products), (_service, services), *_rest = survey._get_parts()
        survey._answer({products[0]: 2, products[1]: 5, services[0]: 4}, "Well.")
        self.assertEqual(self.case.weak_line_ids.item_id, products[0])
        self.assertEqual(survey.product_score, 3.5)
        self.assertEqual(survey.relation_score, 0)
        self.assertIn(products[0].name, self.case.message_ids[:1].body)
        with self.assertRaises(UserError):
            survey._answer({products[0]: 5}, "")

    def test_answers_belong_to_those_who_see_the_complaint(self):
        self.close()
        survey = self.case.satisfaction_ids
        items = survey._get_parts()[0][1]
        survey._answer({items[0]: 1}, "")
        self.assertTrue(survey.with_user(self.handler).line_ids.read(["score"]))
        other, self.buyer.user_id = self.user(), self.user()
        self.assertFalse(self.env["care.satisfaction"].with_user(other).search([]))
        with self.assertRaises(AccessError):
            survey.line_ids.with_user(self.handler).write({"score": 5})

    def test_limits_are_no_less_than_nothing(self):
        with self.assertRaises(ValidationError):
            self.policy.reopen_days = -1
