from odoo.tests import tagged

from .care_common import TouchCommon


@tagged("post_install", "-at_install")
class TestAudienceLoad(TouchCommon):
    def test_many_customers_are_found_in_few_queries(self):
        tag = self.env["res.partner.category"].create({"name": "Dealers"})
        self.env["res.partner"].create(
            [
                {"name": f"Customer {n}", "is_company": True, "category_id": tag.ids}
                for n in range(200)
            ]
        )
        audience = self.env["care.invitation"].create(
            {"name": "Fair", "company_id": self.company.id, "tag_ids": tag.ids}
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.env["res.company"].search([]).mapped("partner_id")
        with self.assertQueryCount(12):
            self.assertEqual(audience.audience_count, 200)
