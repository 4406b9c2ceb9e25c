from datetime import timedelta

from freezegun import freeze_time

from odoo.fields import Date

from .complaint_common import ComplaintCommon


class RiskCommon(ComplaintCommon):
    """Customers with profiles, and the job that warns of their loss."""

    TODAY = "2026-06-30"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.user(name="Owner")
        cls.policy._add_missing_signals()

    @classmethod
    def signal(cls, code, **vals):
        signals = cls.policy.with_context(active_test=False).risk_signal_ids
        signal = signals.filtered(lambda one: one.code == code)
        signal.write(vals)
        return signal

    @classmethod
    def known(cls, tier="Key", **vals):
        """A customer of a tier whose profile says what a test says."""
        names = cls.env["care.profile"]._fields
        given = {name: vals.pop(name) for name in list(vals) if name in names}
        customer = cls.customer(**{"user_id": cls.owner.id, **vals})
        cls.env["care.profile"].sudo().create(
            {
                "partner_id": customer.id,
                "company_id": cls.company.id,
                "user_id": customer.user_id.id,
                "tier_id": tier and cls.tier(tier).id,
                "segment": "general",
                "contribution": 1000,
                "first_purchase_date": "2024-01-01",
                "last_purchase_date": "2026-06-20",
                **given,
            }
        )
        return customer

    def look(self, day=TODAY):
        """The job of a day."""
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_risk")
        with freeze_time(f"{day} 12:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def risks(cls, customer=None, reason=None):
        domain = [("company_id", "=", cls.company.id)]
        domain += [("partner_id", "=", customer.id)] if customer else []
        domain += [("reason", "=", reason)] if reason else []
        return cls.env["care.risk"].search(domain, order="id")

    def raised(self, customer, reason):
        """Level of the open warning of a reason, None without one."""
        risk = self.risks(customer, reason).filtered(lambda one: one.state == "open")
        return risk.level if risk else None

    @staticmethod
    def after(days, day=TODAY):
        return str(Date.to_date(day) + timedelta(days=days))
