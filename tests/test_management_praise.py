from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Datetime

from .kpi_common import KpiCommon


class TestPraise(KpiCommon):
    def praise(self, author=None, user=None, **vals):
        return (
            self.env["care.praise"]
            .with_user(author or self.colleague)
            .create(
                {
                    "user_id": (user or self.seller).id,
                    "company_id": self.company.id,
                    "reason": "Three visits in one week.",
                    **vals,
                }
            )
        )

    def test_everybody_reads_praise_and_only_its_author_changes_it(self):
        praise = self.praise(is_told=False)
        self.assertEqual(praise.author_id, self.colleague)
        for role in (self.seller, self.leader, self.user("auditor")):
            self.assertTrue(praise.with_user(role).reason)
        mine = praise.with_user(self.seller)
        self.assertRefuses(AccessError, "", mine.write, {"reason": "More"})
        self.assertRefuses(AccessError, "", mine.unlink)
        praise.reason = "Four visits."
        praise.with_user(self.user("manager")).unlink()

    def test_nobody_praises_himself_or_in_another_name(self):
        self.assertRefuses(
            ValidationError, "to others", self.praise, self.seller, self.seller
        )
        with self.assertRaisesRegex(AccessError, "own name"):
            self.praise(author_id=self.leader.id)

    def test_praise_says_what_for(self):
        with self.assertRaisesRegex(ValidationError, "what the praise is for"):
            self.praise(reason=" ")

    def test_the_one_praised_is_told_where_that_is_wanted(self):
        self.seller.notification_type = "inbox"
        self.praise(is_told=False)
        self.praise(reason="Well <done>")
        told = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.seller.partner_id.id)]
        )
        self.assertEqual(len(told), 1)
        message = told.mail_message_id
        self.assertEqual(message.author_id, self.colleague.partner_id)
        self.assertIn("Well &lt;done&gt;", message.body)

    def test_the_occasion_opens_for_whoever_may_see_it(self):
        customer = self.customer(user_id=self.seller.id)
        self.deal(customer, "2026-06-01")
        self.classified()
        touch = self.touch(customer, user_id=self.seller.id)
        praise = self.praise(res_model="care.touch", res_id=touch.id)
        action = praise.with_user(self.seller).action_open_occasion()
        self.assertEqual(action["res_id"], touch.id)
        self.assertRefuses(AccessError, "", praise.action_open_occasion)

    def test_the_praise_of_the_month_stands_beside_its_targets(self):
        self.praise(date="2026-06-02")
        self.praise(date="2026-05-31")
        reports = self.env["care.kpi.report"].with_user(self.leader)
        with freeze_time(self.NOW):
            [praise] = reports.get_report()["praises"]
        self.assertEqual((praise["to"], praise["author"]), ("Seller", "Colleague"))


class TestCareDigest(KpiCommon):
    def value(self, name, user):
        digest = self.env["digest.digest"].create(
            {"name": "Digest", "company_id": self.company.id}
        )
        span = {
            "start_datetime": Datetime.to_datetime("2026-06-10 00:00:00"),
            "end_datetime": Datetime.to_datetime("2026-06-11 00:00:00"),
        }
        digest = digest.with_user(user).with_company(self.company)
        return digest.with_context(**span)[f"kpi_care_{name}_value"]

    def test_the_tiles_count_what_their_reader_may_see(self):
        mine = self.customer(user_id=self.seller.id)
        other = self.customer(user_id=self.colleague.id)
        for customer in (mine, other):
            self.deal(customer, "2026-06-01")
        self.classified()
        for customer in (mine, mine, other):
            self.touch(customer, "2026-06-10 12:00:00", user_id=False)
        self.touch(mine, "2026-06-11 12:00:00")
        self.touch(mine, "2026-06-10 12:00:00", effective=False)
        self.assertEqual(self.value("touches", self.seller), 2)
        self.assertEqual(self.value("touches", self.user("manager")), 3)

    def test_readers_without_customer_care_get_no_tiles(self):
        employee = self.user("employee", "base.group_erp_manager")
        self.assertRefuses(AccessError, "left out", self.value, "touches", employee)

    def test_every_tile_opens_an_action(self):
        digest = self.env["digest.digest"].create({"name": "Digest"})
        actions = digest._compute_kpis_actions(self.company, self.env.user)
        names = [name for name in digest._fields if name.startswith("kpi_care")]
        tiles = [name for name in names if not name.endswith("_value")]
        self.assertEqual(len(tiles), 4)
        for name in tiles:
            self.assertTrue(self.env.ref(actions[name].split("?")[0]))
            self.assertEqual(self.value(name[len("kpi_care_") :], self.seller), 0)
