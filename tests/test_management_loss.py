from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .risk_common import RiskCommon

NAME = "Paula Privat"


@freeze_time("2026-06-30 12:00:00")
@tagged("post_install", "-at_install")
class TestLoss(RiskCommon):
    """Marked as lost, a customer is kept as it was, and may come back."""

    @classmethod
    def loss(cls, customer=None, **vals):
        customer = customer or cls.known()
        vals = {"reason_id": cls.cause("product_price").id, **vals}
        return cls.env["care.loss"].create({"partner_id": customer.id, **vals})

    def snapshot(self, customer, day, **vals):
        return self.env["care.profile.snapshot"].create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "date": day,
                **vals,
            }
        )

    # as it was
    def test_class_and_contribution_are_frozen(self):
        customer = self.known(quadrant="e1", segment="key")
        loss = self.loss(customer, contribution=1, tier_id=False)
        self.profile(customer).write({"contribution": 5, "quadrant": "e4"})
        values = (loss.tier_id, loss.quadrant, loss.segment, loss.contribution)
        self.assertEqual(values, (self.tier("Key"), "e1", "key", 1000))
        self.assertEqual(loss.user_id, self.owner)

    def test_of_a_customer_long_gone_the_last_good_month_counts(self):
        gone = {"contribution": 0, "segment": "lost"}
        customer = self.known("General", last_purchase_date="2025-01-10", **gone)
        vals = {"tier_id": self.tier("Key").id, "quadrant": "e2", "segment": "key"}
        self.snapshot(customer, "2025-01-31", contribution=700, **vals)
        self.snapshot(customer, "2025-05-31", contribution=0, segment="dormant")
        loss = self.loss(customer)
        values = (loss.tier_id, loss.quadrant, loss.segment, loss.contribution)
        self.assertEqual(values, (self.tier("Key"), "e2", "dormant", 700))

    def test_a_person_stands_for_its_customer(self):
        customer = self.known()
        loss = self.loss(self.person(customer))
        self.assertEqual(loss.partner_id, customer)

    def test_a_customer_is_lost_once(self):
        customer = self.known()
        self.loss(customer)
        self.assertRefuses(ValidationError, "already", self.loss, customer)
        other = self.known()
        rival = {"competitor_id": other.id}
        self.assertRefuses(ValidationError, "itself", lambda: self.loss(other, **rival))
        future = {"date": "2026-07-05"}
        self.assertRefuses(ValidationError, "today", lambda: self.loss(**future))

    # segment and plans
    def test_marked_lost_comes_first_in_the_segment(self):
        customer = self.customer()
        self.deal(customer, "2026-01-15")
        self.deal(customer, "2026-06-15")
        self.refresh()
        self.assertEqual(self.profile(customer).segment, "key")
        loss = self.loss(customer)
        self.refresh()
        self.assertEqual(self.profile(customer).segment, "lost")
        loss.action_undo()
        self.refresh()
        self.assertEqual(
            (self.profile(customer).segment, loss.state), ("key", "undone")
        )

    def test_a_refresh_of_recent_changes_finds_losses(self):
        customer = self.customer()
        self.deal(customer, "2026-06-15")
        since = "2026-06-30 00:00:00"
        queries = self.policy._care_recent_sources(since)
        self.loss(customer)
        self.env.flush_all()
        self.env.cr.execute(queries["losses"])
        self.assertIn(customer.id, [number for [number] in self.env.cr.fetchall()])

    def test_planned_contacts_end_and_come_back_with_an_undo(self):
        self.policy.cadence_active = True
        customer = self.known()
        self.env["care.revisit"]._replan(customer)
        revisits = self.env["care.revisit"].search([("partner_id", "=", customer.id)])
        self.assertIn("planned", revisits.mapped("state"))
        loss = self.loss(customer)
        self.assertEqual(set(revisits.mapped("state")), {"cancelled"})
        self.assertIn("win-back", revisits[0].reason)
        loss.action_undo()
        planned = [("partner_id", "=", customer.id), ("state", "=", "planned")]
        self.assertTrue(self.env["care.revisit"].search(planned))

    def test_warnings_end(self):
        customer = self.known(mean_interval_days=30, last_purchase_date="2026-05-01")
        self.look()
        self.loss(customer)
        risk = self.risks(customer)
        self.assertEqual((risk.state, risk.close_reason), ("closed", "lost"))
        self.look()
        self.assertEqual(len(self.risks(customer)), 1)

    # win-back
    def test_the_win_back_plan_is_started_once(self):
        loss = self.loss().with_user(self.owner)
        loss.action_start_playbook()
        self.assertEqual(loss.winback_state, "running")
        self.assertEqual(len(loss.step_ids), len(loss.plan_id.template_ids))
        self.assertEqual(loss.step_ids.user_id, self.owner)
        self.assertTrue(loss.next_step)
        self.assertRefuses(UserError, "running already", loss.action_start_playbook)
        loss.action_give_up()
        self.assertFalse(loss.step_ids.filtered("active"))
        self.assertEqual(loss.winback_state, "given_up")

    def test_who_buys_again_has_returned(self):
        customer, other = self.known(), self.known()
        self.deal(customer, "2025-01-10")
        self.deal(other, "2025-01-10")
        loss = self.loss(customer, date="2026-05-01")
        kept = self.loss(other, date="2026-05-01")
        self.deal(customer, "2026-06-10")
        self.deal(customer, "2026-06-05")
        self.refresh()
        self.assertEqual((loss.state, loss.winback_state), ("returned", "returned"))
        self.assertEqual(str(loss.returned_date), "2026-06-05")
        self.assertEqual(kept.state, "lost")
        self.assertNotEqual(self.profile(customer).segment, "lost")
        self.assertEqual(self.profile(other).segment, "lost")
        self.assertRefuses(UserError, "not marked", loss.action_undo)

    # learning
    def test_who_suffers_from_the_same_cause_is_listed(self):
        customer, other = self.known(), self.known()
        vals = {"cause_id": self.cause("product_price").id}
        case = self.complaint("2026-06-25 10:00", partner_id=other.id, **vals)
        self.complaint("2026-06-25 10:00", partner_id=customer.id, **vals)
        self.complaint("2026-06-25 10:00", partner_id=other.id)
        loss = self.loss(customer)
        self.assertEqual(loss.sufferer_ids, case)
        self.assertEqual(loss.sufferer_count, 1)
        loss.reason_id = self.cause("product")
        self.assertEqual(loss.sufferer_ids, case)
        case.action_cancel()
        loss.invalidate_recordset()
        self.assertFalse(loss.sufferer_ids)
        action = loss.action_open_sufferers()
        self.assertFalse(self.env["care.complaint"].search(action["domain"]))

    def test_measures_take_customer_and_cause_from_the_loss(self):
        loss = self.loss()
        measure = self.env["care.complaint.action"].with_user(self.owner)
        measure = measure.create({"name": "New price list", "loss_id": loss.id})
        self.assertEqual(measure.partner_id, loss.partner_id)
        self.assertEqual(measure.cause_id, loss.reason_id)
        self.assertEqual(loss.action_ids.ids, measure.ids)
        self.assertEqual(measure.company_id, self.company)

    # rights
    def test_salespeople_mark_their_own_customers_only(self):
        customer = self.known()
        colleague = self.user()
        vals = {"partner_id": customer.id, "reason_id": self.cause().id}
        create = self.env["care.loss"].with_user(colleague).create
        forged = {**vals, "user_id": colleague.id}
        self.assertRefuses(AccessError, "", create, forged)
        loss = self.env["care.loss"].with_user(self.owner).create(vals)
        self.assertFalse(self.env["care.loss"].with_user(colleague).search([]))
        loss.interview_reason = "Too expensive"
        loss.user_id = colleague
        loss.with_user(colleague).action_start_playbook()

    def test_what_was_frozen_is_not_written(self):
        loss = self.loss().with_user(self.owner)
        for vals in ({"contribution": 1}, {"state": "returned"}):
            self.assertRefuses(AccessError, "", loss.write, vals)

    def test_auditors_read_managers_delete_and_others_see_nothing(self):
        loss = self.loss()
        auditor = loss.with_user(self.user("auditor"))
        self.assertTrue(auditor.reason_id.display_name)
        self.assertRefuses(AccessError, "", auditor.action_undo)
        self.assertRefuses(AccessError, "", loss.with_user(self.owner).unlink)
        for role in ("employee", "portal"):
            losses = self.env["care.loss"].with_user(self.user(role))
            self.assertFalse(losses.has_access("read"))
        loss.with_user(self.user("manager")).unlink()
        self.assertFalse(loss.exists())

    def test_a_handover_takes_the_win_back_along(self):
        movables = self.env["care.handover"]._get_movables()
        self.assertIn("care.loss", [movable.model for movable in movables])

    # customers
    def merge(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, *(source.id for source in sources)], target)
        self.env.invalidate_all()

    def test_losses_of_merged_customers_come_together(self):
        target, source = self.known(), self.known()
        kept = self.loss(target, date="2026-05-01")
        other = self.loss(source, date="2026-06-01", note="Too late")
        self.merge(target, source)
        self.assertEqual((kept.state, other.state), ("lost", "undone"))
        self.assertEqual(other.partner_id, target)
        self.assertEqual((str(kept.date), kept.note), ("2026-06-01", "Too late"))

    def test_a_person_is_found_and_erased(self):
        paula = self.known(name=NAME, email="paula@example.com")
        own, named = self.loss(paula), self.loss(interview_reason=f"{NAME} left")
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": NAME, "email": "paula@example.com"}
        )
        wizard.action_lookup()
        found = {(row.res_model, row.res_id): row for row in wizard.line_ids}
        for loss in (own, named):
            found[loss._name, loss.id].action_unlink()
        self.assertFalse(own.exists())
        self.assertEqual(named.interview_reason, "… left")

    def test_buttons_lead_to_the_loss(self):
        customer = self.known()
        profile = self.profile(customer).with_user(self.owner)
        action = profile.action_mark_lost()
        self.assertEqual(action["context"]["default_partner_id"], customer.id)
        loss = self.loss(customer)
        profile.invalidate_recordset()
        self.assertEqual(profile.action_mark_lost()["res_id"], loss.id)
        partner = customer.with_user(self.owner)
        self.assertEqual(partner.action_mark_care_lost()["res_id"], loss.id)
        self.assertEqual(partner.care_loss_ids.ids, loss.ids)
