from .care_common import TouchCommon

DAY = "2026-06-15"


class ContentCommon(TouchCommon):
    """Scripts, gifts and invitations; a salesperson and one of other customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user(name="Sally")
        cls.stranger = cls.user(name="Steve")
        cls.own = cls.customer(name="Own", user_id=cls.seller.id)
        cls.foreign = cls.customer(name="Foreign", user_id=cls.stranger.id)

    @classmethod
    def script(cls, **vals):
        vals = {"name": "Script", "purpose": "visit", "body": "<p>Hello</p>", **vals}
        return cls.env["care.script"].create(vals)

    @classmethod
    def gift(cls, partner=None, user=None, **vals):
        gifts = cls.env["care.gift"].with_user(user or cls.env.user)
        partner = partner or cls.own
        vals = {"name": "Tea", "date": DAY, **vals}
        vals.setdefault("company_id", cls.company.id)
        return gifts.create({"partner_id": partner.id, **vals})

    @classmethod
    def invitation(cls, user=None, **vals):
        events = cls.env["care.invitation"].with_user(user or cls.env.user)
        vals = {"name": "Fair", "date": f"{DAY} 08:00:00", **vals}
        return events.create({"company_id": cls.company.id, **vals})

    @classmethod
    def guest(cls, invitation=None, partner=None, user=None, **vals):
        lines = cls.env["care.invitation.line"].with_user(user or cls.env.user)
        invitation = invitation or cls.invitation()
        partner = partner or cls.own
        return lines.create(
            {"invitation_id": invitation.id, "partner_id": partner.id, **vals}
        )

    def merge(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, *(source.id for source in sources)], target)
        self.env.invalidate_all()

    def logged(self, customer):
        """Letters and subjects of the log of a customer."""
        touches = self.env["care.touch"].search(
            [("commercial_partner_id", "=", customer.id)]
        )
        return [(touch.channel_id.letter, touch.summary) for touch in touches]
