from freezegun import freeze_time

from odoo.fields import Date
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools import revisit_sql
from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestCadenceChange(CadenceCommon):
    def test_a_rise_never_puts_off(self):
        self.cadence("Key", 14, 30)
        self.cadence("General", 60, 90)
        customer = self.known("General")
        self.touch(customer, "2026-05-01 10:00:00")
        self.plan()
        [revisit] = self.revisits(customer)
        self.assertEqual(str(revisit.due_date), "2026-06-30")
        self.profile(customer).tier_id = self.tier("Key")
        self.plan()
        self.assertEqual(self.revisits(customer), revisit)
        self.assertEqual(self.dates(customer)[0], "2026-06-01")

    def test_a_fall_puts_off_but_what_is_overdue_stays_so(self):
        self.cadence("Key", 14, 30)
        self.cadence("General", 60, 90)
        late, early = self.known(), self.known()
        self.touch(late, "2026-05-10 10:00:00")
        self.touch(early, "2026-05-25 10:00:00")
        self.plan()
        for customer in (late, early):
            self.profile(customer).tier_id = self.tier("General")
        self.plan()
        self.assertEqual(self.dates(late)[0], "2026-05-24")
        self.assertEqual(self.dates(early)[0], "2026-07-24")

    def test_archived_and_deceased_customers_are_left_in_peace(self):
        self.cadence()
        archived, deceased = self.known(), self.known(is_company=False)
        for customer in (archived, deceased):
            self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        activities = self.revisits().activity_id
        archived.active = False
        deceased.care_deceased = True
        self.plan()
        self.assertFalse(self.revisits())
        self.assertFalse(activities.exists())
        reasons = self.revisits(state="cancelled").sorted("id").mapped("reason")
        self.assertEqual(
            reasons, ["The customer is archived.", "The customer has died."]
        )

    def test_an_activity_deleted_by_hand_comes_back_at_the_next_date_only(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.touch(customer, "2026-05-10 10:00:00")
        self.plan()
        self.revisits(customer).activity_id.with_user(self.owner).unlink()
        self.assertEqual(
            self.revisits(customer, "skipped").reason, "The activity was deleted."
        )
        self.plan("2026-06-02")
        self.assertEqual(self.dates(customer)[0], str(self.after(Date.today(), 14)))
        self.assertFalse(self.revisits(customer).activity_id)

    def test_a_done_activity_is_a_contact(self):
        self.cadence(ideal=14, channels="visit")
        customer = self.known()
        self.touch(customer, "2026-05-10 10:00:00", "visit")
        self.plan()
        [revisit] = self.revisits(customer)
        revisit.activity_id.with_user(self.owner).action_feedback(feedback="All well")
        self.assertEqual(revisit.state, "done")
        self.assertEqual(revisit.touch_id.channel_id, self.channel("visit"))
        self.assertEqual(revisit.touch_id.user_id, self.owner)
        self.assertEqual(self.dates(customer)[0], "2026-06-15")

    def test_a_merged_customer_keeps_one_plan(self):
        self.cadence()
        kept, gone = self.known(), self.known()
        for customer in (kept, gone):
            self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept | gone).ids, kept)
        self.plan()
        self.assertEqual(len(self.revisits(kept)), 1)
        kind = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        activities = self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), ("res_id", "in", (kept | gone).ids)]
        )
        self.assertEqual(activities, self.revisits(kept).activity_id)

    def test_switched_off_nothing_stays_planned(self):
        self.cadence()
        customer = self.known()
        self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        activity = self.revisits(customer).activity_id
        self.policy.cadence_active = False
        self.assertFalse(self.revisits(customer) | self.revisits())
        self.assertFalse(activity.exists())
        self.plan()
        self.assertFalse(self.revisits(customer))

    def test_a_day_that_was_agreed_outlives_a_rise_and_a_call(self):
        self.cadence("Key", 14, 30)
        self.cadence("General", 30, 60)
        customer = self.known("General")
        self.touch(customer, "2026-05-02 10:00:00")
        self.plan()
        [revisit] = self.revisits(customer)
        revisit.with_user(self.owner).action_snooze("2026-07-15", "On holiday")
        self.profile(customer).tier_id = self.tier("Key")
        self.plan()
        self.assertEqual(self.dates(customer)[0], "2026-07-15")
        self.touch(customer, "2026-06-01 10:00:00")
        self.assertEqual(self.dates(customer)[0], "2026-07-15")

    def test_what_no_tier_requires_any_more_is_cancelled(self):
        self.cadence(ideal=60, longest=90, channels="visit")
        customer = self.known()
        self.plan()
        self.profile(customer).tier_id = self.tier("General")
        self.plan()
        self.assertFalse(self.revisits(customer))
        ended = self.revisits(customer, "cancelled")
        self.assertEqual(ended.reason, "Nothing requires it any more.")

    def test_customers_that_were_let_go_are_left_in_peace(self):
        self.cadence()
        gone, stays = self.known(), self.known()
        self.plan()
        settings = self.policy._get_cadence_settings()
        let_go = SQL("SELECT %s AS partner_id", gone.id)
        settings["excluded"] = {"let_go": let_go}
        rows = self.env.execute_query(revisit_sql.obsolete(settings))
        self.assertEqual(rows, [(self.revisits(gone).id, "let_go")])
        self.revisits()._end("cancelled")
        self.env.flush_all()
        rows = self.env.execute_query(revisit_sql.to_do(settings))
        self.assertEqual([row[0] for row in rows], [stays.id])

    def test_a_customer_that_comes_back_is_planned_again(self):
        self.cadence()
        customer = self.known()
        self.touch(customer, "2026-05-25 10:00:00")
        self.plan()
        customer.active = False
        self.assertFalse(self.revisits(customer))
        customer.active = True
        self.assertEqual(self.dates(customer)[0], "2026-06-08")

    def test_a_contact_deleted_after_it_completed_a_plan_brings_it_back(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.touch(customer, "2026-05-10 10:00:00")
        self.plan()
        touch = self.touch(customer, "2026-06-01 10:00:00")
        [done] = self.revisits(customer, "done")
        touch.unlink()
        self.assertEqual(done.state, "done")
        self.assertEqual(self.dates(customer)[0], "2026-05-24")

    def test_a_moved_activity_moves_the_plan(self):
        self.cadence(ideal=14)
        customer = self.known()
        self.touch(customer, "2026-05-18 10:00:00")
        self.plan()
        [revisit] = self.revisits(customer)
        revisit.activity_id.with_user(self.owner).date_deadline = "2026-06-20"
        self.assertEqual(
            self.dates(customer), ("2026-06-20", "2026-06-20", "2026-06-20")
        )
        self.assertEqual(str(self.profile(customer).next_touch_date), "2026-06-20")
        self.plan("2026-06-02")
        self.assertEqual(self.dates(customer)[2], "2026-06-20")
