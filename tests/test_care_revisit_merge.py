from freezegun import freeze_time

from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestRevisitMerge(CadenceCommon):
    """Plans, contacts and needs of customers that become one, or are erased."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence()
        cls.cadence(ideal=60, longest=90, channels="visit")
        cls.kept, cls.gone = cls.known(name="Kept"), cls.known(name="Gone")

    def merge(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.kept | self.gone).ids, self.kept)
        self.env.invalidate_all()

    def activities(self):
        kind = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        return self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", kind.id),
                ("res_id", "in", (self.kept | self.gone).ids),
            ]
        )

    def test_of_plans_that_collide_one_stays(self):
        for customer in (self.kept, self.gone):
            self.touch(customer, "2026-05-15 10:00:00")
        self.plan()
        planned = self.revisits(self.kept)
        self.merge()
        self.plan()
        self.assertEqual(self.revisits(self.kept), planned)
        self.assertEqual(self.activities(), planned.activity_id)
        ended = self.revisits(self.kept, "cancelled")
        reason = "The customer was merged with another one."
        self.assertEqual(ended.mapped("reason"), [reason] * 2)

    def test_what_was_done_and_left_out_is_kept_of_both(self):
        self.touch(self.gone, "2026-05-10 10:00:00")
        self.touch(self.kept, "2026-05-10 10:00:00")
        self.plan()
        touch = self.touch(self.gone, "2026-06-01 10:00:00")
        done = self.revisits(self.gone, "done")
        kept = self.revisits(self.kept).filtered("activity_id")
        kept.action_skip("Met at the fair")
        self.merge()
        self.assertEqual((done.partner_id, done.touch_id), (self.kept, touch))
        self.assertEqual(self.revisits(self.kept, "skipped"), kept)

    def test_the_later_contact_of_both_counts(self):
        self.touch(self.kept, "2026-05-15 10:00:00")
        self.plan()
        self.touch(self.gone, "2026-05-28 10:00:00")
        need = self.need(self.gone)
        self.merge()
        self.plan()
        dates = {str(one.base_date) for one in self.revisits(self.kept)}
        self.assertEqual(dates, {"2026-05-28", "2026-05-01"})
        self.assertEqual(len(self.kept.care_touch_ids), 2)
        self.assertEqual(need.commercial_partner_id, self.kept)

    def test_the_plan_of_the_one_alone_goes_on_with_the_other(self):
        self.profile(self.kept).tier_id = False
        self.plan()
        self.assertFalse(self.revisits(self.kept))
        self.profile(self.kept).tier_id = self.tier("Key")
        self.merge()
        self.plan()
        self.assertEqual(len(self.revisits(self.kept)), 2)
        self.assertFalse(self.revisits(self.gone))

    def test_a_person_merged_into_another_one_of_the_customer_changes_no_plan(self):
        ann, bob = self.person(self.kept, name="Ann"), self.person(self.kept)
        touch = self.touch(bob, "2026-05-25 10:00:00")
        self.plan()
        before = self.revisits(self.kept).read(["due_date", "state"])
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((ann | bob).ids, ann)
        self.env.invalidate_all()
        self.plan()
        self.assertEqual(touch.partner_id, ann)
        after = self.revisits(self.kept).read(["due_date", "state"])
        self.assertEqual(after, before)
