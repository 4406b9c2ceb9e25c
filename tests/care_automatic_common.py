from datetime import timedelta

from odoo.fields import Command, Datetime

from .care_common import TouchCommon


class AutomaticCommon(TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.touch_active = True
        cls.seller = cls.user(email="seller@example.com")
        cls.buyer = cls.customer(name="Buyer", email="buyer@example.com")

    def touches(self, customer=None):
        customer = customer or self.buyer
        return self.env["care.touch"].search(
            [("commercial_partner_id", "=", customer.id)], order="date, id"
        )

    def letters(self, customer=None):
        """Letters of the contacts, in lower case where the customer wasn't reached."""
        return "".join(
            touch.channel_id.letter
            if touch.effective
            else touch.channel_id.letter.lower()
            for touch in self.touches(customer)
        )

    def activity(self, record=None, kind="call", user=None, **vals):
        record = record or self.buyer
        return self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": self.env.ref(f"mail.mail_activity_data_{kind}").id,
                "user_id": (user or self.seller).id,
                **vals,
            }
        )

    def meeting(self, *partners, start="2026-06-20 08:00:00", **vals):
        start = Datetime.to_datetime(start)
        return self.env["calendar.event"].create(
            {
                "name": "Review",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": self.seller.id,
                "partner_ids": [
                    Command.set([self.seller.partner_id.id, *[p.id for p in partners]])
                ],
                **vals,
            }
        )

    def post(self, record=None, user=None, partners=None, **vals):
        """Comment of a colleague, sent to the customer."""
        record = (record or self.buyer).with_user(user or self.seller)
        vals = {
            "body": "Hello",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "partner_ids": (self.buyer if partners is None else partners).ids,
            **vals,
        }
        message = record.message_post(**vals)
        self.deliver(message)
        self.env.flush_all()
        return message

    def deliver(self, message):
        """Do what Odoo does once the mail server has taken the mails."""
        for mail in message.sudo().mail_ids:
            mail._postprocess_sent_message(mail.recipient_ids.ids, [])

    def receive(self, record=None, author=None, **vals):
        """Mail of the customer, as the gateway posts it."""
        record = (record or self.buyer).with_user(self.env.ref("base.user_root"))
        vals = {
            "body": "Thanks",
            "message_type": "email",
            "subtype_xmlid": "mail.mt_comment",
            "author_id": (author or self.buyer).id,
            **vals,
        }
        return record.message_post(**vals)
