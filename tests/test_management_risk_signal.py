from odoo.fields import Command
from odoo.tests import tagged

from .risk_common import RiskCommon


@tagged("post_install", "-at_install")
class TestRiskSignal(RiskCommon):
    """Every signal is raised by what it is about, and by nothing less."""

    def assertRaised(self, customer, reason, level, others=()):
        self.look()
        self.assertEqual(self.raised(customer, reason), level)
        for other in others:
            self.assertIsNone(self.raised(other, reason))
        risk = self.risks(customer, reason)
        self.assertTrue(risk.text)
        self.assertEqual(risk.user_id, self.owner)
        return risk

    # purchases
    def year(self, customer, amount=100, months=18):
        """A deal on the tenth of each month, the last of them three months ago."""
        for month in range(months):
            year, number = divmod(2026 * 12 + 2 - month, 12)
            self.deal(customer, f"{year}-{number + 1:02}-10", amount)

    def test_orders_falling(self):
        falling, steady, seasonal = self.known(), self.known(), self.known()
        for customer in (falling, steady):
            self.year(customer)
        self.deal(falling, "2026-05-10", 150)
        self.deal(steady, "2026-05-10", 290)
        for year in (2025, 2026):
            for day in ("01-10", "02-10", "02-20", "03-01"):
                self.deal(seasonal, f"{year}-{day}")
        risk = self.assertRaised(
            falling, "orders_falling", "2", others=(steady, seasonal)
        )
        self.assertEqual(risk.facts["recent"], 150)
        self.assertEqual(risk.facts["usual"], 296)
        self.assertIn("150", risk.text)

    def test_a_widening_gap(self):
        vals = {"mean_interval_days": 30}
        late = self.known(last_purchase_date="2026-05-01", **vals)
        very = self.known(last_purchase_date="2026-04-01", **vals)
        soon = self.known(last_purchase_date="2026-06-01", **vals)
        often = self.known(last_purchase_date="2026-06-25", mean_interval_days=1)
        self.assertRaised(late, "gap_widening", "2", others=(soon, often))
        self.assertEqual(self.raised(very, "gap_widening"), "3")

    def test_a_rising_star(self):
        vals = {"order_count": 5, "tier": "General"}
        star = self.known(trend=0.6, **vals)
        great = self.known(trend=1.2, **vals)
        slow, new = self.known(trend=0.4, **vals), self.known(trend=2, is_unrated=True)
        key = self.known(trend=0.6, order_count=5)
        risk = self.assertRaised(star, "rising_star", "2", others=(slow, new, key))
        self.assertEqual(risk.kind, "chance")
        self.assertEqual(self.raised(great, "rising_star"), "3")

    # classes
    def event(self, customer, day="2026-06-10", **vals):
        self.env["care.profile.event"].sudo().create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "date": day,
                **vals,
            }
        )

    def fall(self, customer, day="2026-06-10", old="Key", new="Important", rule="fall"):
        self.event(customer, day, tier_rule=rule, old_tier=old, tier=new)

    def test_a_fallen_tier(self):
        fallen, former = self.known("Important"), self.known("General")
        self.fall(fallen)
        self.fall(former, old="Important", new="General")
        risen, past, locked = self.known(), self.known(), self.known()
        self.fall(risen)
        self.fall(risen, "2026-06-20", "Important", "Key", "rise")
        self.fall(past, "2026-03-01")
        self.fall(locked, rule="lock")
        risk = self.assertRaised(
            fallen, "tier_fallen", "3", others=(risen, past, locked)
        )
        self.assertEqual(self.raised(former, "tier_fallen"), "2")
        self.assertIn("Important", risk.text)

    def test_a_fallen_quadrant(self):
        lost, shaky, risen = self.known(), self.known(), self.known()
        vals = {"quadrant_rule": "rules"}
        self.event(lost, old_quadrant="e1", quadrant="e3", **vals)
        self.event(shaky, old_quadrant="e1", quadrant="e2", **vals)
        self.event(risen, old_quadrant="e4", quadrant="e2", **vals)
        self.assertRaised(lost, "quadrant_fallen", "3", others=(risen,))
        self.assertEqual(self.raised(shaky, "quadrant_fallen"), "2")

    def snapshot(self, customer, day, retention):
        return self.env["care.profile.snapshot"].create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "date": day,
                "retention": retention,
            }
        )

    def test_a_fallen_retention(self):
        falling, steady, past = (self.known(retention=0.3) for _number in range(3))
        self.snapshot(falling, "2026-03-31", 0.6)
        self.snapshot(falling, "2026-05-31", 0.5)
        self.snapshot(steady, "2026-05-31", 0.4)
        self.snapshot(past, "2025-12-31", 0.9)
        hardly = self.known(retention=0.01)
        self.snapshot(hardly, "2026-05-31", 0.15)
        risk = self.assertRaised(
            falling, "retention_fallen", "2", others=(steady, past, hardly)
        )
        self.assertIn("60 %", risk.text)

    # contacts
    def revisit(self, customer, day, **vals):
        return self.env["care.revisit"].create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "requirement": "account_manager:",
                "role": "account_manager",
                "base_date": "2026-05-01",
                "ideal_days": 14,
                "max_days": 30,
                "due_date": day,
                "hard_date": day,
                **vals,
            }
        )

    def test_silence_beyond_the_cadence(self):
        silent, long, today = self.known(), self.known(), self.known()
        put_off, done = self.known(), self.known()
        self.revisit(silent, "2026-06-20")
        self.revisit(long, "2026-05-20")
        self.revisit(today, "2026-06-30")
        self.revisit(put_off, "2026-06-20", snooze_until="2026-07-10")
        self.revisit(done, "2026-06-20", state="done")
        self.assertRaised(silent, "silence", "2", others=(today, put_off, done))
        self.assertEqual(self.raised(long, "silence"), "3")

    def test_silence_tells_of_the_requirement_that_is_late_for_longest(self):
        silent, unknown = self.known(), self.known()
        late = {"requirement": "supervisor:", "role": "supervisor"}
        for customer in (silent, unknown):
            self.revisit(customer, "2026-08-10", base_date="2026-06-28")
        self.revisit(silent, "2026-05-21", base_date="2026-04-02", **late)
        self.revisit(unknown, "2026-05-22", is_first=True, **late)
        risk = self.assertRaised(silent, "silence", "3")
        self.assertEqual(risk.facts, {"limit": "2026-05-21", "last": "2026-04-02"})
        self.assertIn("04/02/2026, the next one is missing since 05/21/2026", risk.text)
        [first] = self.risks(unknown, "silence")
        self.assertEqual(first.facts, {"limit": "2026-05-22", "last": None})

    def test_an_open_complaint(self):
        angry, small, calm = self.known(), self.known(), self.known()
        case = self.complaint(partner_id=angry.id, severity="2")
        self.complaint(partner_id=small.id, severity="1")
        self.complaint(partner_id=calm.id, severity="3").action_cancel()
        risk = self.assertRaised(angry, "complaint_open", "2", others=(small, calm))
        self.assertEqual(risk.facts["ids"], case.ids)
        self.assertIn("Broken", risk.text)

    def test_repeated_complaints(self):
        angry, once, past = self.known(), self.known(), self.known()
        for moment in ("2026-05-05 10:00", "2026-06-05 10:00"):
            self.complaint(moment, partner_id=angry.id)
        self.complaint(partner_id=once.id)
        self.complaint(partner_id=once.id).action_cancel()
        for moment in ("2025-05-05 10:00", "2026-06-05 10:00"):
            self.complaint(moment, partner_id=past.id)
        self.assertRaised(angry, "complaint_repeated", "2", others=(once, past))

    def rate(self, customer, stars, day="2026-06-15"):
        order = self.order(customer)
        self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("sale.order"),
                "res_id": order.id,
                "partner_id": customer.id,
                "rating": stars,
                "consumed": True,
            }
        ).rated_on = f"{day} 12:00:00"

    def test_a_low_rating(self):
        angry, better, past, told = (self.known() for _number in range(4))
        self.rate(angry, 5, "2026-06-01")
        self.rate(angry, 1)
        self.rate(better, 1, "2026-06-01")
        self.rate(better, 4)
        self.rate(past, 1, "2025-06-01")
        self.touch(told, satisfaction="2")
        risk = self.assertRaised(angry, "low_rating", "3", others=(better, past))
        self.assertEqual(self.raised(told, "low_rating"), "2")
        action = risk.action_open_facts()
        self.assertEqual(action["res_model"], "rating.rating")

    # archive
    def test_a_competitor_named(self):
        wooed, quiet = self.known(), self.known()
        rival = self.customer(name="Rival")
        wooed.care_competitor_ids = rival
        risk = self.assertRaised(wooed, "competitor", "1", others=(quiet,))
        self.assertIn("Rival", risk.text)

    def test_a_sponsor_or_decision_maker_gone(self):
        left, decided, stays = self.known(), self.known(), self.known()
        left.care_sponsor_id = self.person(left, active=False)
        chief = self.person(decided)
        decided.care_decision_maker_ids = chief
        stays.care_sponsor_id = self.person(stays)
        stays.care_decision_maker_ids = self.person(stays)
        chief.action_archive()
        self.assertRaised(left, "sponsor_gone", "3", others=(stays,))
        self.assertEqual(self.raised(decided, "sponsor_gone"), "2")

    # money
    def test_invoices_overdue(self):
        self.company.country_id = self.env.ref("base.us")
        charts = self.env["account.chart.template"]
        charts.try_loading("generic_coa", company=self.company, install_demo=False)
        late, soon, paid, draft = (self.known() for _number in range(4))
        invoice = self.invoice(late, "2026-06-01")
        self.invoice(soon, "2026-06-20")
        self.invoice(draft, "2026-05-01").button_draft()
        done = self.invoice(paid, "2026-06-01")
        context = {"active_model": "account.move", "active_ids": done.ids}
        wizard = self.env["account.payment.register"].with_context(**context)
        wizard.create({})._create_payments()
        risk = self.assertRaised(
            late, "invoice_overdue", "2", others=(soon, paid, draft)
        )
        self.assertEqual(risk.facts["amount"], 100)
        self.assertEqual(risk.facts["ids"], invoice.ids)

    def invoice(self, customer, due):
        line = {"name": "Line", "price_unit": 100, "tax_ids": [Command.clear()]}
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.id,
                "invoice_date": "2026-04-01",
                "invoice_date_due": due,
                "invoice_payment_term_id": False,
                "invoice_line_ids": [Command.create(line)],
            }
        )
        move.action_post()
        return move
