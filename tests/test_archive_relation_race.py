from psycopg2.errors import ExclusionViolation

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestRelationRace(SecretCommon):
    def setUp(self):
        super().setUp()
        # these two are there for every transaction
        self.one = self.env.ref("base.main_partner")
        self.other = self.env.ref("base.partner_root")
        self.addCleanup(
            self.run_beside, "DELETE FROM care_relation WHERE note = 'race'"
        )

    def run_beside(self, query, *args):
        with self.registry.cursor() as cr:
            cr.execute(SQL(query, *args))

    def test_what_somebody_writes_at_the_same_time_is_told_at_once(self):
        self.env.cr.execute("SELECT 1")
        self.run_beside(
            """INSERT INTO care_relation (partner_id, other_id, kind_id, note)
               VALUES (%s, %s, %s, 'race')""",
            *(self.other.id, self.one.id, self.kind().id),
        )
        # a request turns it into a sentence, as long as it isn't over yet
        with mute_logger("odoo.sql_db"), self.assertRaises(ExclusionViolation) as error:
            self.relation(self.one, self.other)
        sentence = self.env["care.relation"]._sql_error_to_message(error.exception)
        self.assertIn("in the archive already", sentence)
