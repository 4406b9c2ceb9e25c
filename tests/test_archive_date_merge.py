from odoo.tests import tagged

from .date_common import DateCommon


@tagged("post_install", "-at_install")
class TestDateMerge(DateCommon):
    def merge(self, *partners):
        """Merge into the first one."""
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        target, *_sources = partners
        wizard._merge([partner.id for partner in partners], target)
        self.env.invalidate_all()

    def relation(self, partner, other=None, **vals):
        kind = self.env.ref("crm_customer_care.relation_kind_friend")
        vals = {"other_id": other and other.id, "kind_id": kind.id, **vals}
        return self.env["care.relation"].create({"partner_id": partner.id, **vals})

    def texts(self, partner):
        return sorted(partner.care_date_ids.mapped("text"))

    def test_all_different_dates_stay(self):
        target, source = self.person(), self.person()
        self.date("3/8", target)
        self.date("3/9", source)
        self.date("lunar 3/8", source)
        self.date("3/8", source, "wedding")
        self.date("3/8", source, name="Name day")
        self.merge(target, source)
        expected = ["3/8", "3/8", "3/8", "3/9", "lunar 3/8"]
        self.assertEqual(self.texts(target), expected)

    def test_a_colliding_date_stays_once_and_knows_all(self):
        target, *sources = (self.person() for _number in range(3))
        kept = self.date("3/8", target, note="Tea")
        self.date("3/8", sources[0], note="Tea")
        self.date("1985-03-08", sources[1], note="Roses")
        self.merge(target, *sources)
        self.assertEqual(target.care_date_ids, kept)
        self.assertEqual((kept.year, kept.note), (1985, "Tea; Roses"))
        self.assertEqual(kept.age, 41)

    def test_dates_that_collide_among_the_sources_stay_once(self):
        target, *sources = (self.person() for _number in range(3))
        for source in sources:
            self.date("lunar 8/15", source, name="Moon")
        self.merge(target, *sources)
        self.assertEqual(self.texts(target), ["lunar 8/15"])

    def test_dates_follow_the_customer(self):
        company = self.customer()
        target, source = self.person(parent_id=company.id), self.person()
        date = self.date("3/8", source)
        self.merge(target, source)
        self.assertEqual(date.commercial_partner_id, company)
        self.assertEqual(company.care_next_date, date.next_date)

    def test_dates_of_relations_that_become_one_stay(self):
        target, source, eve = (self.person() for _number in range(3))
        first, second = self.relation(target, eve), self.relation(source, eve)
        self.date("3/8", target, relation_id=first.id)
        self.date("1985-03-08", source, relation_id=second.id)
        self.date("5/20", source, "wedding", relation_id=second.id)
        self.date("5/20", eve, "wedding", relation_id=first.id)
        self.date("2020-05-20", eve, "wedding", relation_id=second.id)
        self.merge(target, source)
        self.assertEqual(self.texts(target), ["1985-03-08", "5/20"])
        self.assertEqual(target.care_date_ids.relation_id, first)
        self.assertEqual(self.texts(eve), ["2020-05-20"])

    def test_dates_of_a_relation_to_oneself_become_own_ones(self):
        target, source = self.person(), self.person()
        relation = self.relation(target, source)
        self.date("3/8", target, relation_id=relation.id)
        self.date("1985-03-08", source)
        self.merge(target, source)
        self.assertEqual(self.texts(target), ["1985-03-08"])
        self.assertFalse(target.care_date_ids.relation_id)
