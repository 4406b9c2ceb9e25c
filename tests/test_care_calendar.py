from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .care_common import TouchCommon

JUNE = ("2026-06-01", "2026-06-30")


@freeze_time("2026-07-01 02:00:00")
@tagged("post_install", "-at_install")
class TestContactCalendar(TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"

    def known(self, amount=100, **vals):
        """A customer with a profile, after the next refresh."""
        customer = self.customer(**vals)
        self.deal(customer, amount=amount)
        return customer

    def calendar(self, domain=(), start=JUNE[0], stop=JUNE[1], user=None, **paging):
        touches = self.env["care.touch"].with_user(user or self.env.user)
        return touches.get_calendar(list(domain), start, stop, **paging)

    def cells(self, customer, **vals):
        """Letters of a customer by the day of June."""
        [row] = self.calendar([("id", "=", customer.id)], **vals)["rows"]
        return {int(day[-2:]): cell["letters"] for day, cell in row["cells"].items()}

    def test_letters_stand_in_order_of_time(self):
        customer = self.known()
        self.touch(customer, "2026-06-10 08:00:00", "meeting")
        self.touch(customer, "2026-06-10 06:00:00", "phone")
        for hour in range(3):
            self.touch(customer, f"2026-06-12 0{hour}:00:00", "phone")
        self.assertEqual(self.cells(customer), {10: "TM", 12: "T×3"})

    def test_days_are_those_of_the_company(self):
        customer = self.known()
        self.touch(customer, "2026-06-09 15:59:00")
        self.touch(customer, "2026-06-09 16:00:00", "visit")
        self.touch(customer, "2026-05-31 16:00:00", "chat")
        self.touch(customer, "2026-06-30 15:59:00", "chat")
        self.touch(customer, "2026-06-30 16:00:00", "chat")
        self.assertEqual(self.cells(customer), {1: "W", 9: "T", 10: "V", 30: "W"})

    def test_contacts_with_people_stand_with_their_customer(self):
        customer = self.known(name="Alder")
        person = self.person(customer, name="Ann")
        self.touch(person)
        for domain in ([("name", "=", "Ann")], [("name", "=", "Alder")]):
            [row] = self.calendar(domain)["rows"]
            self.assertEqual((row["id"], len(row["cells"])), (customer.id, 1))

    def test_a_cell_tells_what_was_said(self):
        customer = self.known()
        note = "<p>Tea &amp; chess</p><p>No <b>calls</b></p>"
        self.touch(customer, summary="Catalogue", note=note, effective=False)
        [row] = self.calendar([("id", "=", customer.id)])["rows"]
        [[_id, *touch]] = row["cells"]["2026-06-15"]["touches"]
        text = "Catalogue – Tea & chess No calls"
        self.assertEqual(touch, ["T", False, text])

    def test_a_row_tells_who_the_customer_is(self):
        user = self.user("salesperson", name="Sally")
        customer = self.known(name="Alder", user_id=user.id)
        self.refresh()
        self.touch(customer)
        self.profile(customer).next_touch_date = "2026-06-21"
        [row] = self.calendar([("id", "=", customer.id)])["rows"]
        row.pop("cells")
        tier = self.tier("Key")
        expected = {
            "id": customer.id,
            "name": "Alder",
            "tier": [tier.id, "Key"],
            "tier_color": tier.color,
            "owner": [user.id, "Sally"],
            "last": "2026-06-15",
            "next": "2026-06-21",
            "overdue_days": 10,
        }
        self.assertEqual(row, expected)

    def test_the_best_customers_come_first_page_by_page(self):
        names = [("Birch", 50), ("Alder", 100), ("Cedar", 10)]
        customers = [self.known(name=name, amount=amount) for name, amount in names]
        self.refresh()
        for customer in customers:
            self.touch(customer)
        domain = [("name", "in", ["Alder", "Birch", "Cedar"])]
        pages = [self.calendar(domain, limit=2, offset=at) for at in (0, 2, 4)]
        self.assertEqual(
            [[row["name"] for row in page["rows"]] for page in pages],
            [["Alder", "Birch"], ["Cedar"], []],
        )
        self.assertEqual([page["total"] for page in pages], [3, 3, 3])
        self.assertEqual([page["totals"] for page in pages], [{"2026-06-15": 3}] * 3)

    def test_weekends_and_holidays_are_marked(self):
        other = self.env["res.company"].create({"name": "Other"})
        for company, name, day in (
            (self.company, "Dragon Boat", 19),
            (other, "Elsewhere", 24),
        ):
            self.env["resource.calendar.leaves"].create(
                {
                    "name": name,
                    "company_id": company.id,
                    "calendar_id": False,
                    "date_from": f"2026-06-{day - 1} 16:00:00",
                    "date_to": f"2026-06-{day} 15:59:59",
                }
            )
        days = self.calendar(start="2026-06-15", stop="2026-06-28")["days"]
        self.assertEqual(
            days,
            {
                "2026-06-19": "Dragon Boat",
                **dict.fromkeys(["2026-06-20", "2026-06-21"], ""),
                **dict.fromkeys(["2026-06-27", "2026-06-28"], ""),
            },
        )

    def test_another_salesperson_sees_neither_customer_nor_contact(self):
        owner, other = self.user(), self.user()
        customer = self.known(user_id=owner.id)
        self.refresh()
        self.touch(customer)
        domain = [("id", "=", customer.id)]
        shown = [
            (len(page["rows"]), page["total"], page["totals"])
            for page in (self.calendar(domain, user=user) for user in (owner, other))
        ]
        self.assertEqual(shown, [(1, 1, {"2026-06-15": 1}), (0, 0, {})])

    def filtered(self, name, user):
        """Names of the customers that a filter of the search bar shows to a user."""
        view = self.env.ref("crm_customer_care.res_partner_view_search_calendar")
        arch = etree.fromstring(view.get_combined_arch())
        [found] = arch.xpath(f"//filter[@name='{name}']/@domain")
        domain = safe_eval(found, {"uid": user.id})
        domain += [("name", "in", ["Alder", "Birch", "Cedar"])]
        return [row["name"] for row in self.calendar(domain, user=user)["rows"]]

    def test_mine_my_teams_and_all_by_rights(self):
        leader, seller, stranger = self.user(), self.user(), self.user()
        vals = {"name": "Team", "user_id": leader.id, "member_ids": seller.ids}
        self.env["crm.team"].create(vals)
        owners = {"Alder": leader, "Birch": seller, "Cedar": stranger}
        for amount, (name, owner) in enumerate(owners.items()):
            self.known(300 - amount, name=name, user_id=owner.id)
        self.refresh()
        everybody = self.user("all_documents")
        for user, mine, team, all_ in (
            (leader, ["Alder"], ["Birch"], ["Alder", "Birch"]),
            (seller, ["Birch"], [], ["Birch"]),
            (everybody, [], [], ["Alder", "Birch", "Cedar"]),
        ):
            self.assertEqual(self.filtered("care_mine", user), mine)
            self.assertEqual(self.filtered("care_team", user), team)
            self.assertEqual(self.filtered("care_customers", user), all_)

    def test_auditors_read_and_log_nothing(self):
        customer = self.known(user_id=self.user().id)
        self.touch(customer)
        auditor = self.user("auditor")
        self.assertEqual(self.cells(customer, user=auditor), {15: "T"})
        log = self.env["care.touch"].with_user(auditor).log_letter
        self.assertRefuses(AccessError, "", log, customer.id, "2026-06-16", "T")

    def test_employees_without_customer_care_see_nothing(self):
        calendar = self.env["care.touch"].with_user(self.user("employee")).get_calendar
        self.assertRefuses(AccessError, "", calendar, [], *JUNE)

    def test_a_letter_logs_a_contact(self):
        user = self.user()
        customer = self.known(user_id=user.id)
        self.refresh()
        log = self.env["care.touch"].with_user(user).log_letter
        touch = self.env["care.touch"].browse(log(customer.id, "2026-06-16", "v"))
        self.assertEqual(touch.channel_id, self.channel("visit"))
        self.assertEqual(str(touch.date), "2026-06-16 04:00:00")
        self.assertEqual(touch.user_id, user)
        self.assertEqual(self.cells(customer, user=user), {16: "V"})

    def test_a_letter_of_today_is_logged_now(self):
        customer = self.known()
        log = self.env["care.touch"].log_letter
        touch = self.env["care.touch"].browse(log(customer.id, "2026-07-01", "T"))
        self.assertEqual(str(touch.date), "2026-07-01 02:00:00")

    def test_nothing_is_logged_ahead_or_by_an_unknown_letter(self):
        customer = self.known()
        log = self.env["care.touch"].log_letter
        ahead, unknown = "has happened", "No channel has the letter X.*T Phone"
        self.assertRefuses(ValidationError, ahead, log, customer.id, "2026-07-02", "T")
        self.assertRefuses(UserError, unknown, log, customer.id, "2026-06-16", "X")

    def test_a_note_adds_to_what_is_there(self):
        user = self.user()
        customer = self.known(user_id=user.id)
        self.refresh()
        touch = self.touch(customer, user_id=user.id).with_user(user)
        for text in (" Tea ", "Chess <b>"):
            touch.add_note(text)
        self.assertEqual(touch.summary, "Tea")
        self.assertEqual(str(touch.note), "<p>Chess &lt;b&gt;</p>")

    def test_a_day_tells_what_may_be_edited(self):
        user = self.user("salesperson")
        customer = self.known(user_id=user.id, care_do_not_call=True)
        self.refresh()
        own, other = self.touch(customer, user_id=user.id), self.touch(customer)
        for reader, editable, can_add in (
            (user, own.ids, True),
            (self.user("manager"), (own + other).ids, True),
            (self.user("auditor"), [], False),
        ):
            touches = self.env["care.touch"].with_user(reader)
            day = touches.get_day(customer.id, (own + other).ids)
            self.assertIn("call", day.pop("warnings")[0]["text"])
            self.assertEqual(day, {"editable": editable, "can_add": can_add})
        stranger = self.env["care.touch"].with_user(self.user("portal"))
        self.assertRefuses(AccessError, "", stranger.get_day, customer.id, [])
        for nonsense in ([[1]], "x", True):
            self.assertRefuses(UserError, "reload", touches.get_day, nonsense, [])

    def test_too_many_days_are_refused(self):
        for stop in ("2026-05-31", "2026-12-31"):
            with self.assertRaisesRegex(UserError, "up to 100 days"):
                self.calendar(stop=stop)

    def test_archived_customers_have_no_row(self):
        customer = self.known()
        self.touch(customer)
        customer.active = False
        self.assertEqual(self.calendar([("id", "=", customer.id)])["rows"], [])

    def test_few_statements_whatever_the_number_of_customers(self):
        for number in range(30):
            self.touch(self.known(name=f"C{number}"))
        self.refresh()
        user = self.user("all_documents")
        domain = [("name", "=like", "C%")]
        for limit in (5, 20):
            self.calendar(domain, user=user, limit=limit)
            self.env.invalidate_all()
            # the policy, rows, days, cells; how to plan them, and no longer so
            with self.assertQueryCount(6):
                self.calendar(domain, user=user, limit=limit)
