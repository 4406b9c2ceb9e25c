from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestArchiveTours(ArchiveCommon, HttpCase):
    def start(self, tour, partner):
        seller = self.user("salesperson", name="Zoe")
        self.start_tour(f"/odoo/res.partner/{partner.id}", tour, login=seller.login)
        self.env.invalidate_all()

    @mute_logger("odoo.http")
    def test_a_salesperson_keeps_the_archive_of_a_person(self):
        person = self.person(self.customer(), name="Ada Alder")
        self.start("care_archive_person", person)
        self.assertEqual(person.care_channel_id, self.channel("mail"))
        self.assertEqual(person.care_call_days, "13")
        self.assertEqual((person.care_call_from, person.care_call_to), (9.5, 12))
        self.assertEqual(person.care_interest_ids.name, "Tea")
        self.assertEqual(person.care_consent_ids.channel_id, self.channel("sms"))

    def test_a_salesperson_keeps_the_archive_of_a_company(self):
        company = self.customer(name="Birch Works")
        chief = self.person(company, name="Bo Birch")
        self.user("salesperson", name="Yan")
        self.start("care_archive_company", company)
        self.assertEqual(company.care_need_level, "high")
        self.assertEqual(company.care_decision_maker_ids, chief)
        self.assertEqual(company.care_yearly_spend, 50000)
        self.assertEqual(company.care_team_ids.user_id.name, "Yan")

    def test_a_new_contact_that_exists_is_recognised_while_typing(self):
        person = self.person(name="Ada Alder", email="ada@alder.example.com")
        self.start("care_archive_duplicate", person)
