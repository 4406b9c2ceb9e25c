from odoo.tests import freeze_time, tagged

from .care_common import TouchCommon
from .import_common import ImportCommon, workbook

HEAD = ["Customer", "2026-06-15", "2026-06-16"]


@freeze_time("2026-07-01")
@tagged("post_install", "-at_install")
class TestTouchImport(TouchCommon, ImportCommon):
    def calendar(self, *rows, notes=None):
        notes = {("Calendar", cell): note for cell, note in (notes or {}).items()}
        return workbook(notes, Calendar=[HEAD, *rows])

    def found(self, customer):
        touches = self.env["care.touch"].search(
            [("commercial_partner_id", "=", customer.id)], order="date, id"
        )
        return [(str(t.date)[:10], t.channel_id.letter) for t in touches]

    def test_letters_become_contacts_and_the_same_file_changes_nothing(self):
        seller = self.user()
        customer = self.customer(name="Alder", user_id=seller.id)
        file = self.calendar(["Alder", "TM", "T×3"], notes={"C2": "Talked of parts"})
        wizard = self.apply(file)
        self.assertEqual((wizard.state, self.statuses(wizard)), ("done", ["create"]))
        expected = [("2026-06-15", letter) for letter in "TM"]
        expected += [("2026-06-16", "T")] * 3
        self.assertEqual(self.found(customer), expected)
        touch = customer.care_touch_ids.sorted("date")[-1]
        self.assertEqual((touch.user_id, touch.summary), (seller, "Talked of parts"))
        self.assertEqual(self.statuses(self.apply(file)), ["unchanged"])
        self.assertEqual(self.found(customer), expected)

    def test_contacts_entered_by_hand_are_not_imported_again(self):
        customer = self.customer(name="Alder")
        self.touch(self.person(customer), note="<p>Price list</p>")
        file = self.calendar(["Alder", "T"], notes={"B2": "T: Price list"})
        self.assertEqual(self.statuses(self.apply(file)), ["unchanged"])
        file = self.calendar(["Alder", "TT"], notes={"B2": "T: Price list"})
        self.assertEqual(self.statuses(self.apply(file)), ["create"])
        self.assertEqual(len(self.found(customer)), 2)

    def test_a_new_note_is_a_new_contact(self):
        customer = self.customer(name="Alder")
        for note in ("First", "Second"):
            self.apply(self.calendar(["Alder", "T"], notes={"B2": note}))
        self.assertEqual(len(self.found(customer)), 2)

    def notes(self, customer):
        touches = customer.care_touch_ids.sorted("date")
        return [(t.channel_id.letter, t.summary, t.note) for t in touches]

    def test_a_comment_by_letters_is_the_note_of_each(self):
        customer = self.customer(name="Alder")
        comment = "T:\nm：Tea\n  T: later\nT: Price\nagreed"
        self.apply(self.calendar(["Alder", "TMT"], notes={"B2": comment}))
        found = [(letter, summary) for letter, summary, _note in self.notes(customer)]
        self.assertEqual(found, [("T", False), ("M", "Tea"), ("T", "Price")])
        notes = [str(note or "") for _letter, _summary, note in self.notes(customer)]
        self.assertEqual(notes, ["", "<p>T: later</p>", "<p>agreed</p>"])

    def test_a_note_is_looked_for_with_the_contact_of_its_letter(self):
        customer = self.customer(name="Alder")
        self.touch(customer, "2026-06-15 08:00:00", note="<p>Price</p>")
        self.touch(customer, "2026-06-15 09:00:00", "meeting")
        for comment, status in (("T:\nM: Price", "create"), ("Price", "unchanged")):
            wizard = self.preview(self.calendar(["Alder", "TM"], notes={"B2": comment}))
            self.assertEqual(self.statuses(wizard), [status], comment)

    def test_a_number_that_is_a_slip_is_refused(self):
        self.customer(name="Alder")
        wizard = self.preview(self.calendar(["Alder", "T*300000000"]))
        self.assertEqual(self.statuses(wizard), ["rejected"])
        self.assertIn("B2: 300000000 contacts", self.messages(wizard))

    def test_a_day_to_come_is_refused(self):
        self.customer(name="Alder")
        file = workbook(Calendar=[["Customer", "2026-07-15"], ["Alder", "T"]])
        wizard = self.preview(file)
        self.assertEqual(self.statuses(wizard), ["rejected"])
        self.assertIn("still to come", self.messages(wizard))
