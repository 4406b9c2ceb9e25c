from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestLock(CareCommon):
    """A small customer (General) beside a big one (Key), seen by a manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.small = cls.customer()
        cls.deal(cls.small, "2026-01-10", 10)
        cls.deal(cls.customer(), "2026-01-10", 990)
        cls.refresh("2026-06-01")
        cls.manager = cls.user("manager")
        cls.mine = cls.profile(cls.small).with_user(cls.manager)

    @freeze_time("2026-06-10 12:00:00")
    def lock(self, tier="Key", **vals):
        vals = {"tier_lock_reason": "Sponsor", **vals}
        self.mine.write({"tier_lock_id": self.tier(tier).id, **vals})

    def log(self, field="tier"):
        """Log lines since the first rating: (rule, from, to)."""
        lines = self.env["care.profile.change"].search(
            [
                ("partner_id", "=", self.small.id),
                ("rule", "!=", "first"),
                ("field", "=", field),
            ],
            order="id",
        )
        return [(line.rule, line.from_value, line.to_value) for line in lines]

    def test_a_lock_holds_at_once_and_tells_who_and_why(self):
        self.lock()
        self.assertEqual(self.small.care_tier_id.name, "Key")
        self.assertEqual(self.mine.tier_auto_id.name, "General")
        self.assertEqual(self.log(), [("lock", "General", "Key")])
        line = self.env["care.profile.change"].search(
            [
                ("rule", "=", "lock"),
                ("field", "=", "tier"),
                ("partner_id", "=", self.small.id),
            ]
        )
        self.assertEqual((line.user_id, line.reason), (self.manager, "Sponsor"))
        self.assertEqual((line.date, line.contribution), (date(2026, 6, 10), 10))

    def test_a_lock_settles_the_segment(self):
        self.mine.sudo().segment = "general"
        self.lock()
        self.assertEqual(self.mine.segment, "key")
        self.assertEqual(self.log("segment"), [("lock", "general", "key")])
        self.mine.action_unlock()
        self.env["care.profile"]._refresh_recent(self.company)
        self.assertNotEqual(self.mine.segment, "key")

    @freeze_time("2026-06-10 12:00:00")
    def test_days_of_a_lock_are_those_of_the_company(self):
        self.company.resource_calendar_id.tz = "America/New_York"
        self.manager.tz = "Pacific/Auckland"
        self.mine.write({"tier_lock_id": self.tier("Key").id, "tier_lock_reason": "x"})
        self.assertEqual(self.mine.tier_lock_until, date(2026, 9, 8))
        line = self.env["care.profile.change"].search(
            [
                ("rule", "=", "lock"),
                ("field", "=", "tier"),
                ("partner_id", "=", self.small.id),
            ]
        )
        self.assertEqual(line.date, date(2026, 6, 10))

    def test_a_lock_lasts_as_long_as_the_policy_says(self):
        self.policy.lock_days = 30
        self.lock()
        self.assertEqual(self.mine.tier_lock_until, date(2026, 7, 10))

    def test_a_lock_survives_refreshes_until_its_last_day(self):
        self.lock(tier_lock_until="2026-06-20")
        self.refresh("2026-06-20")
        self.assertEqual(self.small.care_tier_id.name, "Key")
        self.assertEqual(len(self.log()), 1)

    def test_an_expired_lock_gives_the_tier_of_the_policy_back(self):
        self.lock(tier_lock_until="2026-06-20")
        self.refresh("2026-06-21")
        self.assertEqual(self.small.care_tier_id.name, "General")
        self.assertFalse(
            self.mine.tier_lock_id
            or self.mine.tier_lock_reason
            or self.mine.tier_auto_id
        )
        self.assertEqual(self.log()[1:], [("expired", "Key", "General")])
        self.assertEqual(self.log("tier_lock"), [("expired", "Key", None or False)])

    def test_an_expired_lock_is_logged_once(self):
        self.lock(tier_lock_until="2026-06-20")
        self.refresh("2026-06-21")
        self.assertEqual(sum(self.refresh("2026-06-21")), 0)

    def test_the_policy_goes_on_deciding_behind_a_lock(self):
        self.lock("General", tier_lock_until="2026-06-20")
        self.deal(self.small, "2026-06-11", 50000)
        self.refresh("2026-06-12")
        self.assertEqual(
            (self.mine.tier_id.name, self.mine.tier_auto_id.name), ("General", "Key")
        )
        self.refresh("2026-06-21")
        self.assertEqual(self.mine.tier_id.name, "Key")

    def test_unlocking_gives_the_tier_of_the_policy_back(self):
        self.lock()
        self.mine.action_unlock()
        self.assertEqual(self.mine.tier_id.name, "General")
        self.assertFalse(self.mine.tier_lock_until or self.mine.tier_lock_reason)
        self.assertEqual(self.log()[1:], [("unlock", "Key", "General")])

    def test_unlocking_what_is_not_locked_logs_nothing(self):
        self.mine.action_unlock()
        self.assertFalse(self.log() + self.log("quadrant"))

    def test_another_lock_replaces_the_first(self):
        self.lock("Important")
        self.lock("Key")
        self.mine.action_unlock()
        steps = [(rule, to) for rule, _from, to in self.log()]
        self.assertEqual(
            steps, [("lock", "Important"), ("lock", "Key"), ("unlock", "General")]
        )

    def test_prolonging_a_lock_logs_nothing(self):
        self.lock()
        self.mine.tier_lock_until = "2027-01-01"
        self.refresh("2026-12-31")
        self.assertEqual(self.mine.tier_id.name, "Key")
        self.assertEqual(len(self.log()), 1)

    def test_a_quadrant_is_locked_apart_from_the_tier(self):
        self.assertEqual(self.mine.quadrant, "e4")
        vals = {"quadrant_lock": "e1", "quadrant_lock_reason": "Strategy"}
        self.mine.write({**vals, "quadrant_lock_until": "2026-06-20"})
        self.assertEqual(
            (self.small.care_quadrant, self.mine.quadrant_auto), ("e1", "e4")
        )
        self.assertEqual(self.small.care_tier_id.name, "General")
        self.refresh("2026-06-21")
        self.assertEqual(self.small.care_quadrant, "e4")
        self.assertEqual(
            self.log("quadrant"), [("lock", "e4", "e1"), ("expired", "e1", "e4")]
        )

    def test_a_lock_keeps_the_profile_of_a_customer_that_bought_nothing(self):
        prospect = self.customer()
        lead = self.opportunity(prospect)
        self.refresh("2026-06-11")
        profile = self.profile(prospect).with_user(self.manager)
        vals = {"quadrant_lock": "p1", "quadrant_lock_reason": "Strategy"}
        profile.write({**vals, "quadrant_lock_until": "2026-12-31"})
        lead.unlink()
        self.refresh("2026-06-30")
        self.assertEqual(self.profile(prospect).quadrant, "p1")

    def test_a_lock_needs_a_reason(self):
        key = self.tier("Key").id
        for vals in (
            {"tier_lock_id": key},
            {"tier_lock_id": key, "tier_lock_reason": " "},
            {"quadrant_lock": "e1"},
        ):
            with self.subTest(vals):
                self.assertRefuses(
                    ValidationError, "needs a reason", self.mine.write, vals
                )

    def test_only_managers_lock(self):
        vals = {"tier_lock_id": self.tier("Key").id, "tier_lock_reason": "Friend"}
        for role in ("user", "salesperson", "all_documents", "auditor"):
            user = self.user(role)
            with self.subTest(role):
                with self.assertRaises(AccessError):
                    self.mine.with_user(user).write(vals)
                with self.assertRaises(AccessError):
                    self.mine.with_user(user).action_unlock()
                with self.assertRaises(AccessError):
                    self.env["care.profile.lock"].with_user(user).create(
                        {"reason": "Friend"}
                    )


@tagged("post_install", "-at_install")
class TestLockWizard(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        customers = [cls.customer(), cls.customer()]
        for customer in customers:
            cls.deal(customer, "2026-01-10", 10)
        cls.refresh("2026-06-01")
        cls.profiles = sum((cls.profile(c) for c in customers), cls.env["care.profile"])

    def wizard(self, **vals):
        manager = self.user("manager")
        profiles = self.profiles.with_user(manager)
        action = profiles.action_lock()
        wizard = Form(
            profiles.env[action["res_model"]].with_context(**action["context"])
        )
        for name, value in vals.items():
            setattr(wizard, name, value)
        return wizard.save()

    @freeze_time("2026-06-10 12:00:00")
    def test_several_customers_are_locked_together(self):
        wizard = self.wizard(tier_id=self.tier("General"), quadrant="e2", reason="Plan")
        self.assertEqual(wizard.until, date(2026, 9, 8))
        wizard.action_apply()
        self.assertEqual(self.profiles.tier_id.name, "General")
        self.assertEqual(self.profiles.mapped("quadrant"), ["e2", "e2"])
        self.assertEqual(
            set(self.profiles.mapped("tier_lock_until")), {date(2026, 9, 8)}
        )
        self.assertEqual(set(self.profiles.mapped("quadrant_lock_reason")), {"Plan"})
        lines = self.env["care.profile.change"].search(
            [
                ("rule", "=", "lock"),
                ("partner_id", "in", self.profiles.partner_id.ids),
            ]
        )
        self.assertEqual(len(lines), 4)

    def test_a_lock_holds_something(self):
        wizard = self.wizard(reason="Plan")
        self.assertRefuses(
            UserError, "Choose the tier or the quadrant", wizard.action_apply
        )

    def test_a_lock_of_yesterday_is_refused(self):
        wizard = self.wizard(reason="Plan", quadrant="e1", until="2020-01-01")
        self.assertRefuses(UserError, "past", wizard.action_apply)
