from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ..tools import kpi_sql
from .kpi_common import JUNE, MAY, KpiCommon

IN_JUNE = "2026-06-10 12:00:00"
IN_MAY = "2026-05-10 12:00:00"


class TestKpiSnapshot(KpiCommon):
    def setUp(self):
        super().setUp()
        self.mine = {"user_id": self.seller.id}

    def figure(self, code, user=None, month=JUNE):
        [kept] = self.kept(code, user, month)
        return kept.value, kept.numerator, kept.denominator

    def test_a_month_is_kept_when_it_is_over_where_the_company_is(self):
        self.touch(moment=IN_JUNE, **self.mine)
        self.keep("2026-06-30 15:59:00")
        self.assertFalse(self.kept("touches"))
        self.keep("2026-06-30 16:00:00")
        self.assertEqual(self.figure("touches"), (1, 1, 0))

    def test_a_kept_figure_does_not_follow_what_happens_later(self):
        touch = self.touch(moment=IN_JUNE, **self.mine)
        other = self.touch(moment=IN_JUNE, **self.mine)
        self.keep()
        self.touch(moment=IN_JUNE, **self.mine)
        touch.unlink()
        self.keep("2026-07-02 12:00:00")
        self.assertEqual(self.figure("touches"), (2, 2, 0))
        lines = self.records("touches", now="2026-07-02 12:00:00")
        self.assertEqual(len(lines), 2)
        self.assertEqual(sum(lines.mapped("numerator")), 2)
        names = {line.res_id: line.name for line in lines}
        self.assertEqual(names.pop(other.id), other.display_name)
        self.assertEqual(list(names.values()), ["Deleted or merged since"])

    def test_missed_months_are_made_up_for_as_of_themselves(self):
        self.touch(moment=IN_MAY, **self.mine)
        self.touch(moment="2026-04-10 12:00:00", **self.mine)
        self.keep("2026-05-01 12:00:00")
        self.target(value=5, month_from=MAY, month_to=MAY, **self.mine)
        self.target(value=1, month_from=JUNE, **self.mine)
        self.touch(moment=IN_JUNE, **self.mine)
        self.keep()
        april = date(2026, 4, 1)
        values = [self.figure("touches", month=m)[0] for m in (april, MAY, JUNE)]
        self.assertEqual(values, [1, 1, 1])
        kept = [self.kept("touches", month=m) for m in (april, MAY, JUNE)]
        self.assertEqual([one.has_target for one in kept], [False, True, True])
        self.assertEqual([one.target for one in kept], [0, 5, 1])
        self.assertEqual([one.light for one in kept], [False, "red", "green"])
        self.assertEqual([one.reached for one in kept], [False, False, True])

    def test_the_first_time_only_the_last_month_is_kept(self):
        self.touch(moment=IN_MAY, **self.mine)
        self.keep()
        self.assertFalse(self.kept("touches", month=MAY))
        self.assertTrue(self.kept("touches"))

    def test_a_second_run_keeps_nothing_more(self):
        self.keep()
        count = self.env["care.kpi.snapshot"].search_count([])
        with freeze_time("2026-07-01 12:00:00"):
            new = self.env["care.kpi"]._keep_month([(self.company.id, JUNE)])
        self.assertEqual(new, 0)
        self.assertEqual(self.env["care.kpi.snapshot"].search_count([]), count)

    def test_every_salesperson_has_a_row_whether_there_was_anything_or_not(self):
        self.keep()
        [kept] = self.kept("visits_on_time")
        self.assertFalse(kept.is_measured)
        self.assertFalse(kept.light)
        self.assertFalse(self.kept("visits_on_time", self.colleague))

    def test_the_figures_of_archived_salespeople_stay(self):
        self.touch(moment=IN_JUNE, **self.mine)
        self.keep()
        self.seller.active = False
        self.env.invalidate_all()
        self.assertEqual(self.figure("touches"), (1, 1, 0))
        with freeze_time("2026-07-20 12:00:00"):
            report = self.env["care.kpi.report"].get_report("2026-06-01")
            later = self.env["care.kpi.report"].get_report()
        self.assertIn("Seller", [person["name"] for person in report["people"]])
        self.assertNotIn("Seller", [person["name"] for person in later["people"]])

    def test_nobody_changes_a_kept_figure_not_even_the_system(self):
        self.keep()
        [kept] = self.kept("touches")
        manager = self.user("manager")
        for user in (manager, self.env.ref("base.user_root")):
            own = kept.with_user(user)
            self.assertRefuses(AccessError, "", own.write, {"value": 99})
            self.assertRefuses(AccessError, "", own.unlink)
            self.assertRefuses(AccessError, "", own.copy)
        self.assertRefuses(
            AccessError, "stay as they are", kept.sudo().write, {"value": 99}
        )

    def test_a_month_waits_for_the_picture_of_its_customers(self):
        customer = self.customer(user_id=self.seller.id)
        self.deal(customer, "2026-06-15", 100)
        self.classified("2026-06-15")
        self.keep()
        self.assertFalse(self.kept("revenue"))
        self.classified("2026-07-01")
        self.keep()
        self.assertEqual(self.figure("revenue"), (100, 100, 0))

    def test_a_month_does_not_wait_for_ever(self):
        self.deal(self.customer(user_id=self.seller.id), "2026-06-15", 100)
        self.classified("2026-06-15")
        self.touch(moment=IN_JUNE, **self.mine)
        self.keep("2026-07-05 12:00:00")
        self.assertEqual(self.figure("touches"), (1, 1, 0))
        self.assertFalse(self.kept("revenue"))

    def test_one_broken_item_or_company_does_not_stop_the_others(self):
        other = self.env["res.company"].create({"name": "Other"})
        broken = self.env["care.kpi"]._get_missing_months

        def missing(model, company):
            return [None] if company == other else broken(company)

        self.patch(type(self.env["care.kpi"]), "_get_missing_months", missing)
        with mute_logger("odoo.addons.crm_customer_care.models.care_ledger"):
            self.keep()
        self.assertTrue(self.kept("touches"))

    def test_each_company_has_its_own_figures(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.seller.company_ids |= other
        self.touch(moment=IN_JUNE, **self.mine)
        self.touch(moment=IN_JUNE, company_id=other.id, **self.mine)
        self.touch(moment=IN_JUNE, company_id=other.id, **self.mine)
        self.assertEqual(self.measure("touches")[0], 1)
        self.assertEqual(self.measure("touches", company=other)[0], 2)
        self.keep()
        rows = self.env["care.kpi.snapshot"].search(
            [
                ("user_id", "=", self.seller.id),
                ("kpi_id", "=", self.kpi("touches").id),
            ]
        )
        values = {row.company_id: row.value for row in rows}
        self.assertEqual(values, {self.company: 1, other: 2})

    def test_the_drill_down_of_customers_survives_a_merge(self):
        first = self.customer(user_id=self.seller.id)
        second = self.customer(user_id=self.seller.id)
        for customer in (first, second):
            self.deal(customer, "2026-06-15", 100)
        self.classified("2026-06-30")
        self.classified("2026-07-01")
        self.keep()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((first | second).ids, first)
        self.env.invalidate_all()
        self.assertEqual(self.figure("revenue"), (200, 200, 0))
        lines = self.records("revenue", now="2026-07-02 12:00:00")
        self.assertEqual(lines.mapped("numerator"), [100, 100])

    def test_an_item_that_is_archived_is_kept_no_more(self):
        self.touch(moment=IN_JUNE, **self.mine)
        self.kpi("touches").active = False
        self.keep()
        self.assertFalse(self.kept("touches"))
        self.assertTrue(self.kept("needs_found"))

    def test_the_light_of_the_database_is_that_of_the_reference(self):
        for _time in range(8):
            self.touch(moment=IN_JUNE, **self.mine)
        found, expected = [], []
        for goal in (7, 8, 8.5, 8.8, 9, 20):
            self.target(value=goal, **self.mine)
            with freeze_time(self.NOW):
                [figure] = (
                    self.env["care.kpi"]
                    ._measure("touches", self.seller, company=self.company)
                    .values()
                )
            found.append(figure["light"])
            expected.append(kpi_sql.light(8, goal, "up", 20 / 30))
            self.env["care.kpi.target"].search([]).unlink()
        self.assertEqual(found, expected)
