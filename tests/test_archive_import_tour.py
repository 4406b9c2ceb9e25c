from odoo.tests import HttpCase, tagged

from .import_common import ImportCommon
from .sheet_files import workbook


@tagged("post_install", "-at_install")
class TestImportTour(ImportCommon, HttpCase):
    def test_a_workbook_is_imported_in_the_browser(self):
        rows = [["Customer", "E-Mail"], ["Alder", "a@b.example"], ["Birch", "what"]]
        self.env["ir.attachment"].create(
            {
                "name": "customers.xlsx",
                "url": "/care_import_tour.xlsx",
                "public": True,
                "raw": workbook(Customers=rows),
            }
        )
        user = self.user("sales_manager")
        self.start_tour("/odoo", "care_import", login=user.login)
        customer = self.env["res.partner"].search([("name", "=", "Alder")])
        self.assertEqual(customer.email, "a@b.example")
