from datetime import date

from odoo.tests import tagged

from .archive_common import ArchiveCommon
from .import_common import ImportCommon
from .sheet_files import workbook

PERSONS = [
    ["Customer", "Name", "Decision Maker", "Sponsor"],
    ["Alder", "Ann", "yes", ""],
    ["Alder", "Bob", "是", "yes"],
]
CONSENTS = [
    ["姓名", "客户名称", "渠道", "答复", "答复日期", "备注"],
    ["Ann", "Alder", "E-Mail", "同意", date(2026, 3, 8), "form"],
    ["Ann", "Alder", "T", "Refused", "", ""],
    ["", "Alder", "Phone", "Given", "2025-01-31", ""],
]


@tagged("post_install", "-at_install")
class TestImportRoles(ImportCommon, ArchiveCommon):
    def setUp(self):
        super().setUp()
        self.alder = self.customer(name="Alder")
        self.colleague = self.user("salesperson", name="Colin")
        self.teams = [
            ["Customer", "Colleague", "Role", "Since"],
            ["Alder", "Colin", "技术支持", date(2026, 1, 1)],
            ["Alder", self.colleague.login, "Deputy", ""],
        ]

    def test_who_decides_and_who_sponsors_comes_with_the_persons(self):
        content = workbook(Persons=PERSONS)
        self.apply(content)
        deciders = self.alder.care_decision_maker_ids
        self.assertEqual(set(deciders.mapped("name")), {"Ann", "Bob"})
        self.assertEqual(self.alder.care_sponsor_id.name, "Bob")
        self.assertUnchanged(content)
        self.apply(Persons=[PERSONS[0], ["Alder", "Bob", "no", "no"]])
        self.assertEqual(self.alder.care_decision_maker_ids.name, "Ann")
        self.assertFalse(self.alder.care_sponsor_id)

    def test_a_customer_has_one_sponsor(self):
        head, *rows = PERSONS
        wizard = self.preview(Persons=[head, *([*row[:3], "yes"] for row in rows)])
        self.assertEqual(self.statuses(wizard), ["create", "rejected"])
        self.assertRegex(self.messages(wizard), "^\\s*D3: row 2 has the sponsor")

    def test_a_person_without_a_customer_decides_nothing(self):
        wizard = self.preview(Persons=[["Name", "Decision Maker"], ["Eve", "yes"]])
        self.assertIn("Eve belongs to no company", self.messages(wizard))

    def test_answers_come_with_channel_and_day(self):
        content = workbook(Persons=PERSONS, Consents=CONSENTS)
        wizard = self.apply(content)
        self.assertEqual(self.statuses(wizard), ["create"] * 5)
        ann = self.alder.child_ids.filtered(lambda person: person.name == "Ann")
        answers = {
            consent.channel_id.letter: (consent.state, consent.date, consent.note)
            for consent in ann.care_consent_ids
        }
        self.assertEqual(answers["E"], ("given", date(2026, 3, 8), "form"))
        self.assertEqual(answers["T"][0], "refused")
        self.assertEqual(self.alder.care_consent_ids.date, date(2025, 1, 31))
        self.assertUnchanged(content)

    def test_two_answers_for_one_channel_are_a_mistake(self):
        row = ["", "Alder", "Phone", "Refused", "2025-01-31", ""]
        wizard = self.preview(Consents=[CONSENTS[0], CONSENTS[3], CONSENTS[3], row])
        expected = ["create", "unchanged", "rejected"]
        self.assertEqual(self.statuses(wizard), expected)

    def test_an_unknown_answer_is_rejected_with_the_known_ones(self):
        row = ["", "Alder", "Phone", "perhaps", "", ""]
        wizard = self.preview(Consents=[CONSENTS[0], row])
        self.assertRegex(self.messages(wizard), "D2: .*Known are: Given, Refused")

    def test_teams_come_with_roles(self):
        content = workbook(Teams=self.teams)
        self.apply(content)
        team = self.alder.care_team_ids
        self.assertEqual(team.user_id, self.colleague)
        self.assertEqual(set(team.mapped("role")), {"technical", "backup"})
        self.assertIn(date(2026, 1, 1), team.mapped("date_from"))
        self.assertUnchanged(content)

    def test_a_role_of_a_team_is_asked_for(self):
        wizard = self.preview(Teams=[self.teams[0], ["Alder", "Colin", "", ""]])
        self.assertIn("“Role” is empty", self.messages(wizard))

    def test_all_of_it_goes_out_and_comes_in_unchanged(self):
        self.apply(Persons=PERSONS, Consents=CONSENTS, Teams=self.teams)
        left = self.user("salesperson", name="Leo")
        self.member(self.alder, left)
        left.active = False
        self.channel("mail").active = False
        self.env["res.lang"]._activate_lang("zh_TW")
        for lang in ("en_US", "zh_TW"):
            book = self.env["care.export.book"].with_context(lang=lang)
            wizard = self.preview(book._write(self.alder))
            self.assertEqual(self.messages(wizard).strip(), "")
            self.assertEqual(self.statuses(wizard), ["unchanged"] * 8)

    def test_a_relation_told_from_both_sides_is_one(self):
        rows = [
            ["Customer", "Name", "Relation", "Other Person", "Customer of the Other"],
            ["Alder", "Ann", "Spouse", "Bob", "Alder"],
            ["Alder", "Bob", "Spouse", "Ann", "Alder"],
        ]
        content = workbook(Persons=PERSONS, Relations=rows)
        wizard = self.apply(content)
        expected = ["create", "create", "create", "unchanged"]
        self.assertEqual(self.statuses(wizard), expected)
        self.assertUnchanged(content)
