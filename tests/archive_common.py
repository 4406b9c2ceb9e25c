from .common import CareCommon


class ArchiveCommon(CareCommon):
    """Builders of what is kept of people and customers."""

    @classmethod
    def person(cls, customer=None, **vals):
        vals = {"name": "Person", "is_company": False, **vals}
        return cls.customer(parent_id=customer and customer.id, **vals)

    @classmethod
    def channel(cls, name="mail"):
        return cls.env.ref(f"crm_customer_care.channel_{name}")

    @classmethod
    def consent(cls, person=None, channel="mail", **vals):
        person = person or cls.person()
        vals = {"channel_id": cls.channel(channel).id, "date": "2026-06-15", **vals}
        return cls.env["care.consent"].create({"partner_id": person.id, **vals})

    @classmethod
    def member(cls, customer=None, user=None, **vals):
        customer, user = customer or cls.customer(), user or cls.user()
        vals = {"role": "backup", "date_from": "2026-06-15", **vals}
        vals.update(partner_id=customer.id, user_id=user.id)
        return cls.env["care.team.member"].create(vals)
