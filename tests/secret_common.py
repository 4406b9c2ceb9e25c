from .common import CareCommon


class SecretCommon(CareCommon):
    """A salesperson and a stranger: a colleague who looks after other customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user("salesperson", name="Sally")
        cls.stranger = cls.user("salesperson", name="Steve")
        cls.own = cls.customer(name="Own", user_id=cls.seller.id)

    @classmethod
    def facts(cls, partner=None, **vals):
        partner = partner or cls.own
        vals = {"taboos": "No lilies", "income_band": "high", **vals}
        return cls.env["care.confidential"].create({"partner_id": partner.id, **vals})

    @classmethod
    def kind(cls, name="friend"):
        return cls.env.ref(f"crm_customer_care.relation_kind_{name}")

    @classmethod
    def relation(cls, partner, other=None, kind="friend", **vals):
        vals = {"other_id": other and other.id, "kind_id": cls.kind(kind).id, **vals}
        return cls.env["care.relation"].create({"partner_id": partner.id, **vals})

    @classmethod
    def team(cls, leader, *members):
        vals = {"name": "Team", "user_id": leader.id, "company_id": cls.company.id}
        team = cls.env["crm.team"].create(vals)
        team.member_ids = cls.env["res.users"].concat(*members)
        return team

    def seen(self, partner, user=None, name="care_taboos"):
        """What a user sees of a contact."""
        self.env.invalidate_all()
        return partner.with_user(user or self.seller)[name]
