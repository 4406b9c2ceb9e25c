import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestExportHttp(HttpCase, SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exporter = cls.user("salesperson", "crm_customer_care.group_export")

    def get(self, user, path, **params):
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            address = f"{self.base_url()}{path}"
            return self.opener.get(address, params=params, timeout=60)

    def get_pivot(self, user, model):
        """What the client asks for when somebody downloads a pivot table."""
        total = {"title": "Contribution", "width": 1, "height": 1, "is_bold": False}
        table = {
            "model": model,
            "title": "Customers",
            "measure_count": 1,
            "col_group_headers": [[{**total, "title": "Total"}]],
            "measure_headers": [total],
            "rows": [{"title": "Total", "indent": 0, "values": [{"value": 7}]}],
        }
        for row in table["rows"]:
            row["values"][0]["is_bold"] = True
        data = json.dumps(table)
        return self.get(user, "/web/pivot/export_xlsx", data=data)

    def get_cards(self, user, partners):
        numbers = ",".join(map(str, partners.ids))
        return self.get(user, "/web/partner/vcard", partner_ids=numbers)

    def logged(self, user):
        logs = self.env["care.export.log"].search([("user_id", "=", user.id)])
        return [(log.kind, log.model_name, log.field_names) for log in logs]

    def test_a_pivot_table_of_customers_needs_the_right_and_is_logged(self):
        for model in ("care.profile", "res.partner", "care.audit"):
            response = self.get_pivot(self.seller, model)
            self.assertNotEqual(response.status_code, 200)
            self.assertIn("Ask a manager", response.text)
        self.assertFalse(self.logged(self.seller))
        response = self.get_pivot(self.exporter, "care.profile")
        self.assertEqual(response.content[:2], b"PK")
        line = ("pivot", "care.profile", "Contribution")
        self.assertEqual(self.logged(self.exporter), [line])

    def test_a_pivot_table_of_something_else_is_for_everybody(self):
        response = self.get_pivot(self.seller, "crm.lead")
        self.assertEqual(response.content[:2], b"PK")
        self.assertFalse(self.logged(self.seller))

    def test_many_addresses_need_the_right_and_one_is_logged(self):
        many = self.own | self.customer(name="Two")
        response = self.get_cards(self.seller, many)
        self.assertNotEqual(response.status_code, 200)
        self.assertFalse(self.logged(self.seller))
        self.assertIn("VCARD", self.get_cards(self.seller, self.own).text)
        self.assertEqual(self.get_cards(self.exporter, many).content[:2], b"PK")
        line = ("vcard", "res.partner", "name, email, phone")
        for user in (self.seller, self.exporter):
            self.assertEqual(self.logged(user), [line])
