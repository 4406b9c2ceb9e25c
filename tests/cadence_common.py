from datetime import timedelta

from freezegun import freeze_time

from odoo.fields import Command, Date

from .care_common import TouchCommon


class CadenceCommon(TouchCommon):
    """A company that plans its contacts from one day on."""

    START = "2026-06-01"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.user(name="Owner")
        cls.policy.cadence_active = True
        cls.policy.cadence_ids.unlink()
        cls.policy.cadence_since = "2026-01-01"

    @classmethod
    def cadence(cls, tier="Key", ideal=14, longest=30, channels="", **vals):
        channels = [cls.channel(name).id for name in channels.split()]
        group = {} if "quadrant" in vals else {"tier_id": cls.tier(tier).id}
        return cls.env["care.cadence"].create(
            {
                "policy_id": cls.policy.id,
                "ideal_days": ideal,
                "max_days": longest,
                "channel_ids": [Command.set(channels)],
                **group,
                **vals,
            }
        )

    @classmethod
    def known(cls, tier="Key", day="2026-05-01", **vals):
        """A customer of a tier, assigned to the owner on a day."""
        customer = cls.customer(**{"user_id": cls.owner.id, **vals})
        cls.env["care.profile"].sudo().create(
            {
                "partner_id": customer.id,
                "company_id": cls.company.id,
                "user_id": customer.user_id.id,
                "assigned_date": day,
                "tier_id": tier and cls.tier(tier).id,
            }
        )
        return customer

    def plan(self, day=START):
        """The nightly job of a day."""
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_plan")
        with freeze_time(f"{day} 12:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def revisits(cls, customer=None, state="planned"):
        domain = [("company_id", "=", cls.company.id), ("state", "=", state)]
        domain += [("partner_id", "=", customer.id)] if customer else []
        return cls.env["care.revisit"].search(domain)

    @classmethod
    def dates(cls, customer):
        """Due date, hard limit and day of the activity of the one planned contact."""
        [revisit] = cls.revisits(customer)
        days = (revisit.due_date, revisit.hard_date, revisit.activity_date)
        return tuple(day and str(day) for day in days)

    @staticmethod
    def after(day, days):
        return str(Date.to_date(day) + timedelta(days=days))
