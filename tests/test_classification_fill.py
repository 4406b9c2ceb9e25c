from odoo.tests import tagged
from odoo.tools import SQL

from ..models.classification.care_profile_fill import INDEXES, MANY, TABLES
from .common import CareCommon


@tagged("post_install", "-at_install")
class TestFill(CareCommon):
    def setUp(self):
        super().setUp()
        for table in TABLES:
            self.env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))

    def indexes(self):
        """Every index and unique constraint of the tables, with its comment."""
        self.env.cr.execute(
            """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid),
                      obj_description(i.indexrelid), pg_get_constraintdef(c.oid),
                      obj_description(c.oid)
                 FROM pg_index i
                 LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
                WHERE i.indrelid = ANY(%s::regclass[])""",
            [list(TABLES)],
        )
        return {name: facts for name, *facts in self.env.cr.fetchall()}

    def test_many_first_rows_are_written_without_indexes(self):
        before = self.indexes()
        with self.env["care.profile"]._filling(MANY):
            within = self.indexes()
        self.assertEqual(set(before) - set(within), set(INDEXES))
        self.assertEqual(self.indexes(), before)

    def test_few_first_rows_are_written_with_indexes(self):
        before = self.indexes()
        with self.env["care.profile"]._filling(MANY - 1):
            self.assertEqual(self.indexes(), before)

    def test_later_rows_are_written_with_indexes(self):
        self.deal()
        self.refresh()
        before = self.indexes()
        with self.env["care.profile"]._filling(MANY):
            self.assertEqual(self.indexes(), before)

    def test_a_fill_that_fails_leaves_the_indexes(self):
        before = self.indexes()
        profiles = self.env["care.profile"]
        with self.assertRaises(ZeroDivisionError), profiles._filling(MANY):
            raise ZeroDivisionError
        self.assertEqual(self.indexes(), before)

    def test_rows_are_written_with_indexes_while_somebody_reads(self):
        before = self.indexes()
        with self.registry.cursor() as reader:
            reader.execute("SELECT FROM care_profile_event LIMIT 1")
            with self.env["care.profile"]._filling(MANY):
                self.assertEqual(self.indexes(), before)
