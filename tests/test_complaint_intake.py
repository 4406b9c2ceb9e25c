from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .cadence_common import CadenceCommon
from .complaint_common import ComplaintCommon, at


@tagged("post_install", "-at_install")
class TestComplaintIntake(ComplaintCommon):
    """Complaints from where they are heard."""

    def test_a_contact_opens_its_complaint_with_what_is_known(self):
        chief = self.person(self.buyer)
        touch = self.touch(chief, at("2026-06-05 16:00"), summary="Broken again")
        context = touch.action_open_complaint()["context"]
        with Form(self.env["care.complaint"].with_context(**context)) as form:
            self.assertEqual((form.partner_id, form.person_id), (self.buyer, chief))
        case = form.save()
        self.assertEqual((case.touch_id, case.subject), (touch, "Broken again"))
        self.assertEqual(self.due(case), "06-08 16:00")
        self.assertEqual(touch.action_open_complaint()["res_id"], case.id)

    @freeze_time(at("2026-06-09 10:00"))
    def test_my_care_day_shows_complaints_by_their_deadlines(self):
        seller = self.user()
        self.buyer.user_id = seller
        late = self.complaint(user_id=seller.id)
        soon = self.complaint("2026-06-09 09:00", user_id=seller.id)
        self.complaint(partner_id=self.customer(user_id=self.user().id).id)
        self.complaint(user_id=seller.id).action_cancel()
        day = self.env["care.day"].with_user(seller).get_day()
        [section] = [one for one in day["sections"] if one["code"] == "complaints"]
        items = [(item["id"], item["date"], item["late"]) for item in section["items"]]
        self.assertEqual(
            items, [(late.id, "2026-06-08", 1), (soon.id, "2026-06-09", 0)]
        )
        self.assertIn("Broken · Acknowledgement", section["items"][0]["subtitle"])
        groups = [(group["name"], group["count"]) for group in section["groups"]]
        self.assertEqual(groups, [("Late", 1), ("Run out Today", 1)])
        complaints = self.env["care.complaint"].with_user(seller)
        found = [complaints.search(one["list"]["domain"]) for one in section["groups"]]
        self.assertEqual(found, [late, soon])

    @freeze_time(at("2026-06-09 10:00"))
    def test_my_care_day_shows_deadlines_on_the_clock_of_the_form(self):
        # due at 16:00 in Shanghai, which is 8:00 UTC
        seller = self.user(tz="Pacific/Honolulu")
        self.complaint(user_id=seller.id)
        days = self.env["care.day"].with_user(seller)
        for zone, day, clock in (
            (False, "2026-06-07", "6/7/26, 10:00"),
            ("Europe/Zurich", "2026-06-08", "6/8/26, 10:00"),
        ):
            sections = days.with_context(tz=zone).get_day()["sections"]
            [section] = [one for one in sections if one["code"] == "complaints"]
            [item] = section["items"]
            self.assertIn(clock, item["subtitle"])
            # late by the days of the company
            self.assertEqual((item["date"], item["late"]), (day, 1))


@tagged("post_install", "-at_install")
class TestRevisitComplaint(CadenceCommon):
    def test_a_complaint_is_born_from_a_planned_contact(self):
        self.cadence()
        customer = self.known()
        self.plan()
        revisit = self.revisits(customer)
        with freeze_time("2026-06-01 12:00:00"):
            form = Form(
                self.env["care.revisit.form"]
                .with_user(self.owner)
                .with_context(default_revisit_ids=revisit.ids)
            )
            form.has_complaint = True
            form.complaint_subject = " "
            wizard = form.save()
            self.assertRefuses(UserError, "in a few words", wizard.action_log)
            wizard.complaint_subject = "Late delivery"
            wizard.complaint_severity = "2"
            wizard.action_log()
        case = self.env["care.complaint"].search([("partner_id", "=", customer.id)])
        self.assertEqual(
            (case.subject, case.severity, case.user_id),
            ("Late delivery", "2", self.owner),
        )
        self.assertEqual(case.touch_id.partner_id, customer)
