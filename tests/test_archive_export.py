from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestExport(SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exporter = cls.user("salesperson", "crm_customer_care.group_export")
        cls.plain = cls.user("salesperson", "base.group_allow_export")

    def logged(self, user):
        logs = self.env["care.export.log"].search([("user_id", "=", user.id)])
        return [
            (log.kind, log.model_name, log.record_count, log.field_names, log.detail)
            for log in logs
        ]

    def test_an_export_of_customers_needs_a_right_of_its_own(self):
        for record in (self.own, self.deal(self.customer()), self.facts()):
            with self.subTest(record), self.assertRaisesRegex(AccessError, "manager"):
                record.with_user(self.plain).export_data(["id"])
        self.assertFalse(self.logged(self.plain))

    def test_who_reads_may_not_yet_export(self):
        with self.assertRaises(UserError):
            self.own.with_user(self.seller).export_data(["name"])

    def test_managers_export_customers(self):
        manager = self.user("manager")
        data = self.own.with_user(manager).export_data(["name"])
        self.assertEqual(data["datas"], [["Own"]])

    def test_each_export_leaves_a_line(self):
        customers = self.own + self.customer(name="Two")
        customers.with_user(self.exporter).export_data(["name", "phone"])
        numbers = f"{self.own.id}, {customers[1].id}"
        self.assertEqual(
            self.logged(self.exporter),
            [("export", "res.partner", 2, "name, phone", numbers)],
        )

    def test_a_path_to_a_customer_is_an_export_of_customers(self):
        lead = self.opportunity(self.own)
        with self.assertRaises(AccessError):
            lead.with_user(self.plain).export_data(["name", "partner_id/phone"])
        lead.with_user(self.exporter).export_data(["name", "partner_id/phone"])
        self.assertEqual(
            self.logged(self.exporter),
            [("export", "crm.lead", 1, "name, partner_id/phone", str(lead.id))],
        )

    def test_the_name_of_a_customer_is_no_export_of_customers(self):
        lead = self.opportunity(self.own)
        names = ["name", "partner_id", "partner_id/id", "partner_id/.id"]
        lead.with_user(self.plain).export_data(names)
        self.assertFalse(self.logged(self.plain))

    def test_managers_and_auditors_read_the_log(self):
        self.own.with_user(self.exporter).export_data(["name"])
        mine = [("user_id", "=", self.exporter.id)]
        for role in ("manager", "auditor"):
            logs = self.env["care.export.log"].with_user(self.user(role))
            self.assertEqual(logs.search(mine).model_label, "Contact")
        for role in ("salesperson", "employee"):
            logs = self.env["care.export.log"].with_user(self.user(role))
            with self.assertRaises(AccessError):
                logs.search(mine)

    def test_nobody_changes_the_log(self):
        self.own.with_user(self.exporter).export_data(["name"])
        log = self.env["care.export.log"].search([("user_id", "=", self.exporter.id)])
        for user in (self.user("manager"), self.env.user):
            mine = log.with_user(user)
            self.assertRefuses(AccessError, "", mine.write, {"record_count": 0})
            self.assertRefuses(AccessError, "", mine.unlink)
        manager = log.with_user(self.user("manager"))
        vals = {"user_id": self.env.uid, "kind": "card", "model_name": "res.partner"}
        self.assertRefuses(AccessError, "", manager.create, vals)
