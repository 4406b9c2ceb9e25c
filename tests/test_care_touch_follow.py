from odoo.tests import freeze_time, tagged

from .care_common import TouchCommon
from .test_care_touch import NOTHING


@freeze_time("2026-07-01")
@tagged("post_install", "-at_install")
class TestTouchFollows(TouchCommon):
    """The log follows contacts that are merged, moved, archived or deleted."""

    def known(self, **vals):
        customer = self.customer(**vals)
        self.deal(customer)
        self.refresh()
        return customer

    def merge(self, *partners):
        """Merge into the first one."""
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([partner.id for partner in partners], partners[0])
        self.env.invalidate_all()

    def log(self, customer, **vals):
        vals = {"partner_id": customer.id, "channel_id": self.channel().id, **vals}
        return self.env["care.touch"]._log([vals])

    def test_a_person_takes_its_contacts_to_another_company(self):
        old, new = self.known(), self.known()
        person = self.person(old)
        self.touch(person)
        self.touch(old, "2026-05-01 08:00:00", "visit")
        person.parent_id = new
        self.assertEqual(self.last(old), ("2026-05-01", "V"))
        self.assertEqual(self.last(new), ("2026-06-15", "T"))
        self.assertEqual(person.care_touch_ids.commercial_partner_id, new)

    def test_the_contacts_of_a_deleted_person_stay_with_its_company(self):
        customer = self.known()
        person = self.person(customer)
        touch, need = self.touch(person), self.need(person)
        person.unlink()
        self.assertEqual((touch.partner_id, need.partner_id), (customer, customer))
        self.assertEqual(self.last(customer), ("2026-06-15", "T"))

    def test_a_deleted_customer_takes_its_log_along(self):
        customer = self.known()
        touch, need = self.touch(customer), self.need(customer)
        customer.unlink()
        self.assertFalse(touch.exists() or need.exists())

    def test_an_archived_customer_keeps_its_log(self):
        customer = self.known()
        self.touch(customer)
        customer.active = False
        self.refresh()
        customer.active = True
        self.assertEqual(self.last(customer), ("2026-06-15", "T"))

    def test_merged_customers_have_one_log(self):
        target, source = self.known(), self.known()
        self.touch(target, "2026-05-01 08:00:00", "visit")
        self.touch(source)
        need = self.need(source)
        self.merge(target, source)
        self.assertEqual(len(target.care_touch_ids), 2)
        self.assertEqual(need.commercial_partner_id, target)
        self.assertEqual(self.last(target), ("2026-06-15", "T"))

    def test_a_fact_of_both_merged_customers_is_one(self):
        target, source, third = self.known(), self.known(), self.known()
        for customer in (target, source, third):
            self.log(customer, source=f"meeting:5:partner:{customer.id}")
            self.log(customer, source=f"own:{customer.id}")
        self.merge(target, source, third)
        names = sorted(target.care_touch_ids.mapped("source"))
        expected = [f"meeting:5:partner:{target.id}"]
        expected += [f"own:{c.id}" for c in (target, source, third)]
        self.assertEqual(names, sorted(expected))

    def test_a_customer_merged_into_a_person_brings_its_log(self):
        company, other = self.known(), self.known(is_company=False)
        person = self.person(company)
        self.touch(other)
        self.merge(person, other)
        self.assertEqual(person.care_touch_ids.commercial_partner_id, company)
        self.assertEqual(self.last(company), ("2026-06-15", "T"))

    def test_a_person_that_becomes_a_customer_starts_with_its_log(self):
        company = self.known()
        person = self.person(company)
        self.touch(person)
        person.parent_id = False
        self.assertEqual(self.last(company), NOTHING)
        self.refresh()
        self.assertEqual(self.last(person), ("2026-06-15", "T"))
