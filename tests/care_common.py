from .common import CareCommon


class TouchCommon(CareCommon):
    """Contacts and needs of customers."""

    @classmethod
    def channel(cls, name="phone"):
        return cls.env.ref(f"crm_customer_care.channel_{name}")

    @classmethod
    def touch(cls, customer=None, moment="2026-06-15 12:00:00", channel=None, **vals):
        """Contact; `moment` is UTC, `channel` the end of the id of a channel."""
        customer = customer or cls.customer()
        channel = cls.channel(channel or "phone")
        vals = {"channel_id": channel.id, "date": moment, **vals}
        return cls.env["care.touch"].create({"partner_id": customer.id, **vals})

    @classmethod
    def need(cls, customer=None, **vals):
        customer = customer or cls.customer()
        vals = {"name": "Need", "partner_id": customer.id, **vals}
        return cls.env["care.need"].create(vals)

    @classmethod
    def person(cls, customer, **vals):
        vals = {"name": "Person", "parent_id": customer.id, **vals}
        return cls.customer(is_company=False, **vals)

    @classmethod
    def last(cls, customer):
        """Day and letter of the last contact of a customer that has a profile."""
        cls.env.flush_all()
        profile = cls.profile(customer)
        return str(profile.last_touch_date), profile.last_touch_channel_id.letter
