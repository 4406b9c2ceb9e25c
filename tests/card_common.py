from html import unescape

from .secret_common import SecretCommon

CARD = "crm_customer_care.care_card"


class CardCommon(SecretCommon):
    """A customer of Sally with a person about whom something is confidential."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.write({"phone": "+41 44 668 18 00", "care_need_level": "high"})
        cls.person = cls.customer(
            name="Anna Bond",
            is_company=False,
            parent_id=cls.own.id,
            care_personality="Keeps her word",
        )
        cls.other = cls.customer(name="Other", user_id=cls.stranger.id)
        cls.deal(cls.own, "2026-02-10", 4321, reference="Deal 7")
        cls.refresh("2026-06-30")
        cls.facts(cls.person)
        cls.relation(cls.person, cls.other, is_secret=True)

    def card(self, user=None, customers=None, **context):
        """Text of the page that a user gets."""
        self.env.invalidate_all()
        customers = customers or self.own
        reports = self.env["ir.actions.report"].with_user(user or self.seller)
        reports = reports.with_context(**{"lang": "en_US", **context})
        page, _type = reports._render_qweb_html(CARD, customers.ids)
        return unescape(page.decode())

    def assertShows(self, page, *texts):
        self.assertEqual([text for text in texts if text not in page], [])

    def assertHides(self, page, *texts):
        self.assertEqual([text for text in texts if text in page], [])
