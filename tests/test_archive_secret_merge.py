from odoo.exceptions import AccessError
from odoo.tests import tagged

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestSecretMerge(SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target, cls.source, cls.other = (
            cls.customer(name=name, user_id=cls.seller.id)
            for name in ("Target", "Source", "Other")
        )

    def merge(self, *partners, user=None):
        wizards = self.env["base.partner.merge.automatic.wizard"]
        wizard = wizards.with_user(user or self.env.user).create({})
        target, *_sources = partners
        wizard._merge([partner.id for partner in partners], target)
        self.env.invalidate_all()

    def kept_facts(self):
        facts = self.env["care.confidential"]
        return facts.search([("partner_id", "=", self.target.id)])

    def test_facts_of_both_stay_field_by_field(self):
        self.facts(self.target, taboos="No lilies", family="", income_band="high")
        self.facts(
            self.source,
            taboos="No dogs",
            family="Two sons",
            income_band="low",
            assets=False,
        )
        self.merge(self.target, self.source)
        kept = self.kept_facts()
        self.assertEqual(len(kept), 1)
        self.assertEqual(
            (kept.taboos, kept.family, kept.income_band, kept.assets),
            ("No lilies\nNo dogs", "Two sons", "high", False),
        )

    def test_the_purposes_of_both_stay(self):
        target = {"income_purpose": "Offers", "taboos_purpose": "Gifts"}
        self.facts(self.target, income_band="high", **target)
        self.facts(self.source, income_band="low", taboos_purpose="Visits")
        self.merge(self.target, self.source)
        kept = self.kept_facts()
        self.assertEqual(
            (kept.income_purpose, kept.taboos_purpose),
            ("Offers; Low", "Gifts; Visits"),
        )

    def test_the_same_fact_stays_once(self):
        self.facts(self.target)
        self.facts(self.source)
        self.merge(self.target, self.source)
        self.assertEqual(self.kept_facts().taboos, "No lilies")

    def test_the_only_facts_move(self):
        rows = self.facts(self.source) | self.facts(self.other, taboos="No dogs")
        self.merge(self.target, self.source, self.other)
        self.assertEqual(self.kept_facts().taboos, "No lilies\nNo dogs")
        self.assertEqual(len(rows.exists()), 1)

    def test_relations_move_and_stay_once(self):
        self.relation(self.target, self.other, note="Golf")
        self.relation(self.other, self.source, note="Tennis")
        spouse = self.relation(self.source, self.other, "spouse")
        name = self.relation(self.source, other_name="Li")
        self.merge(self.target, self.source)
        kept = self.target.care_relation_ids
        self.assertEqual(len(kept), 3)
        self.assertEqual(spouse.partner_id | name.partner_id, self.target)
        friend = kept.filtered(lambda row: row.kind_id == self.kind() and row.other_id)
        self.assertEqual(friend.note, "Golf; Tennis")
        self.assertEqual(len(self.other.care_relation_ids), 2)
        self.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_a_secret_stays_a_secret(self):
        self.relation(self.target, self.other)
        secret = self.relation(self.source, self.other, is_secret=True)
        self.merge(self.target, self.source)
        self.assertTrue(secret.exists().is_secret)
        self.assertEqual(secret.partner_id, self.target)

    def test_nobody_becomes_related_to_oneself(self):
        row = self.relation(self.target, self.source)
        self.merge(self.target, self.source)
        self.assertFalse(row.exists())
        self.assertFalse(self.target.care_relation_ids)

    def test_nobody_merges_what_he_may_not_see(self):
        mine = self.customer(name="Mine", user_id=self.stranger.id)
        self.stranger.group_ids |= self.env.ref("base.group_partner_manager")
        self.facts(self.source)
        with self.assertRaisesRegex(AccessError, "Ask Sally"), self.cr.savepoint():
            self.merge(mine, self.source, user=self.stranger)
        self.assertTrue(self.source.exists())
