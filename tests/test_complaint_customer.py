from odoo.tests import tagged

from .complaint_common import ComplaintCommon

NAME = "Paula Privat"


@tagged("post_install", "-at_install")
class TestComplaintCustomer(ComplaintCommon):
    """What complaints mean for their customers, and the other way round."""

    # segment and profile
    def test_a_grave_open_complaint_makes_a_customer_marginal(self):
        self.deal(self.buyer, "2026-01-15")
        self.deal(self.buyer, "2026-06-15")
        case = self.complaint(severity="2")
        self.refresh()
        self.assertEqual(self.profile(self.buyer).segment, "marginal")
        case.severity = "1"
        self.refresh()
        self.assertEqual(self.profile(self.buyer).segment, "key")
        case.severity = "3"
        self.finish(case)
        case.closed_date = "2026-06-20 00:00:00"
        self.refresh()
        self.assertEqual(self.profile(self.buyer).segment, "key")

    def test_an_open_complaint_gives_a_profile(self):
        self.complaint()
        closed = self.complaint(partner_id=self.customer().id)
        closed.action_cancel()
        self.refresh()
        self.assertTrue(self.profile(self.buyer))
        self.assertFalse(self.profile(closed.partner_id))

    # warnings
    def test_whoever_makes_contact_knows_of_open_complaints(self):
        chief = self.person(self.buyer)
        lead = self.opportunity(self.buyer)
        self.assertFalse(self.buyer.care_banner)
        case = self.complaint(severity="3")
        self.complaint(kind="praise")
        for record in (self.buyer, chief, lead):
            self.assertIn("Critical", record.care_banner)
        case.action_cancel()
        self.assertFalse(self.buyer.care_banner)

    def test_a_warning_costs_one_query(self):
        self.complaint()
        self.assertTrue(self.buyer._warn_complaints())
        with self.assertQueryCount(1):
            self.buyer._warn_complaints()

    def test_customers_with_open_complaints_are_found(self):
        self.complaint()
        domain = [("care_complaint_ids", "any", [("is_open", "=", True)])]
        partners = self.env["res.partner"].search(domain)
        self.assertIn(self.buyer, partners)
        self.refresh()
        domain = [("partner_id.care_complaint_ids", "any", [("is_open", "=", True)])]
        self.assertIn(self.buyer, self.env["care.profile"].search(domain).partner_id)

    # merged, moved and deleted
    def merge(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([target.id, *(source.id for source in sources)], target)
        self.env.invalidate_all()

    def test_complaints_of_merged_customers_come_together(self):
        target = self.customer()
        chief = self.person(self.buyer)
        case = self.complaint(partner_id=chief.id)
        given = self.env["care.compensation"].create(
            {"complaint_id": case.id, "amount": 1}
        )
        self.complaint(partner_id=target.id)
        self.merge(target, self.buyer)
        self.assertEqual(case.commercial_partner_id, target)
        self.assertEqual((case.person_id, given.partner_id), (chief, target))
        self.assertEqual(len(target.care_complaint_ids), 2)

    def test_a_customer_merged_into_a_person_of_another_one_takes_them_along(self):
        chief = self.person(self.customer())
        source = self.customer(is_company=False)
        case = self.complaint(partner_id=source.id)
        self.merge(chief, source)
        customer = chief.commercial_partner_id
        self.assertEqual(case.commercial_partner_id, customer)
        self.assertEqual(set(case.clock_ids.partner_id.ids), {customer.id})

    def test_a_complaint_follows_a_customer_that_becomes_part_of_another(self):
        group = self.customer()
        case = self.complaint()
        self.buyer.write({"parent_id": group.id, "is_company": False})
        self.assertEqual(case.commercial_partner_id, group)
        self.buyer.unlink()
        self.assertEqual(case.partner_id, group)

    def test_a_deleted_person_leaves_the_complaint_to_the_customer(self):
        chief = self.person(self.buyer)
        case = self.complaint(partner_id=chief.id)
        chief.unlink()
        self.assertEqual((case.partner_id, case.person_id.ids), (self.buyer, []))

    # privacy
    def test_a_person_is_found_in_its_complaints_and_what_names_it(self):
        paula = self.customer(name=NAME, email="paula@example.com", is_company=False)
        own = self.complaint(partner_id=paula.id)
        other = self.complaint(wanted_remedy=f"{NAME} wants a new one.")
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": NAME, "email": "paula@example.com"}
        )
        wizard.action_lookup()
        lines = wizard.line_ids.filtered(lambda line: line.res_model == own._name)
        self.assertEqual(set(lines.mapped("res_id")), {own.id, other.id})
        for line in lines:
            line.action_unlink()
        self.assertFalse(own.exists())
        self.assertEqual(other.wanted_remedy, "… wants a new one.")

    # smart buttons
    def test_buttons_open_the_complaints_of_customer_and_order(self):
        order = self.order(self.buyer)
        case = self.complaint(order_id=order.id)
        self.complaint(partner_id=self.customer().id)
        lead = self.opportunity(self.buyer)
        for record in (self.buyer, self.person(self.buyer), order, lead, case):
            opens = getattr(
                record,
                "action_open_customer_complaints"
                if record == case
                else "action_open_care_complaints",
            )
            action = opens()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, case)

    def test_one_complaint_of_one_order_counts_once(self):
        order, other = self.order(self.buyer), self.order(self.buyer)
        self.complaint(order_id=order.id)
        self.assertEqual((order | other).mapped("care_complaint_count"), [1, 0])

    # causes
    def test_causes_stand_in_their_tree_and_count_what_is_below(self):
        causes = self.env["care.complaint.cause"].search([])
        roots = causes.filtered(lambda cause: not cause.parent_id)
        self.assertEqual(
            roots.mapped("name"),
            ["Product", "Company's Management", "Staff Behaviour", "Communication"],
        )
        self.assertEqual(causes[:2].mapped("name"), ["Product", "Quality"])
        count = roots[0].complaint_count
        self.complaint(cause_id=self.cause("product_quality").id)
        roots.invalidate_recordset(["complaint_count"])
        self.assertEqual(roots[0].complaint_count, count + 1)

    def test_who_is_in_charge_of_a_cause_is_so_of_those_below(self):
        owner = self.user("manager")
        self.cause("product").owner_id = owner
        self.assertEqual(self.cause("product_quality")._get_owner(), owner)
        owner.active = False
        self.assertFalse(self.cause("product_quality")._get_owner())
