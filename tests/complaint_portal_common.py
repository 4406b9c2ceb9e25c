import re

from odoo.tests import HttpCase

from .complaint_common import ComplaintCommon

PASSWORD = "portal-password"


class PortalCommon(ComplaintCommon, HttpCase):
    """A complaint of a customer, seen by the customer, a colleague, a stranger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.portal(cls.buyer, "Olga Owner")
        cls.colleague = cls.portal(cls.buyer, "Carl Colleague")
        cls.stranger = cls.portal(cls.customer(name="Rival"), "Sid Stranger")
        cls.handler = cls.user(
            "employee", "crm_customer_care.group_complaint_handler", name="Hal"
        )
        cls.case = cls.complaint(
            partner_id=cls.owner.partner_id.id,
            user_id=cls.handler.id,
            description="<p>It fell apart</p>",
            assessment="Secret thought",
        )

    @classmethod
    def portal(cls, customer, name):
        """User of the portal who works at a customer."""
        user = cls.user("portal", name=name, password=PASSWORD)
        email = f"{user.login}@example.com"
        user.partner_id.write({"parent_id": customer.id, "email": email})
        return user

    def go(self, path="", user=None, **data):
        """Answer to a page; with data they are posted as a form of a page."""
        self.authenticate(user and user.login, user and PASSWORD)
        url = f"/my/complaints{path}"
        if not data:
            return self.url_open(url, allow_redirects=False)
        files = data.pop("files", None)
        token = {"csrf_token": self.csrf()}
        return self.url_open(
            url, data={**token, **data}, files=files, allow_redirects=False
        )

    def csrf(self):
        page = self.url_open("/web/login?redirect=/my").text
        found = re.search(r'csrf_token: "([^"]+)"', page)
        return found.group(1)

    def answer(self, user, step, **data):
        return self.go(f"/{self.case.id}/{step}", user, note="", **data)

    def propose(self):
        self.case.write({"apology_note": "Sorry.", "proposal": "A new one."})
        for step in ("acknowledge", "assess", "propose"):
            getattr(self.case, f"action_{step}")()
