import random
from urllib.parse import quote

from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .fuzz_common import MARK, Fuzz
from .security_common import SecurityCommon
from .security_world import ADDON

PASSWORD = "password-of-all"
VISITORS = ("public", "portal", "salesperson", "manager")
BAD = ("x", "-1", "0", "99999999", "99999999999999999999", "'--", "<b>", "客户", "%00")
REPORTS = (
    "care_card",
    "care_certificate",
    "care_greeting_letter",
    "care_greeting_label",
    "care_invitation_letter",
    "care_invitation_label",
)


class TestSecurityRoutes(SecurityCommon, HttpCase):
    """Every page of the addon, asked for by everybody with whatever in its address."""

    def test_no_page_breaks_or_tells_what_its_visitor_may_not_read(self):
        fuzz = Fuzz(self.env, self.records)
        fuzz.plant()
        (self.me | self.guest).sudo().write({"password": PASSWORD})
        wrong = []
        for role in VISITORS:
            user = self.take_role(role)
            fuzz.take_role(role, user)
            known = role != "public"
            self.authenticate(known and user.login, known and PASSWORD)
            for method, path in self.get_requests():
                wrong += self.ask(fuzz, role, method, path)
        self.assertEqual(wrong, [], "\n".join(wrong))

    def ask(self, fuzz, role, method, path):
        data = {"note": "x", "csrf_token": Request.csrf_token(self)}
        data = data if method == "POST" else None
        with mute_logger("odoo.http", "odoo.sql_db"):
            answer = self.url_open(path, data=data, allow_redirects=False, timeout=60)
        where = f"{role}: {method} {path}"
        if answer.status_code >= 500:
            yield f"{where}: {answer.status_code}"
        for table, number in set(MARK.findall(answer.text)):
            if int(number) not in fuzz.seen(table):
                yield f"{where}: tells of {table} {number}"

    def get_requests(self):
        """(method, path) of pages: of own and foreign records, and of nonsense."""
        chosen = random.Random(7)
        bad = [quote(one) for one in BAD]
        complaints = [str(one.id) for one in self.records["care.complaint"].values()]
        numbers = [*complaints, *chosen.sample(bad, 3)]
        for number in numbers:
            yield "GET", f"/my/complaints/{number}"
            yield "GET", f"/my/complaints/{number}?access_token={chosen.choice(bad)}"
            step = chosen.choice(("accept", "refuse", "reopen", "rate", "x"))
            yield "POST", f"/my/complaints/{number}/{step}"
            yield "GET", f"/my/complaints/page/{number}"
            yield "GET", f"/care/opt-out/{number}/{chosen.choice(bad)}"
        for text in bad:
            yield "GET", f"/my/complaints?search={text}&sortby={text}&filterby={text}"
            yield "GET", f"/complaint/satisfaction/{text}"
            yield "GET", f"/{ADDON}/import_template/{text}"
        for name in REPORTS:
            model = self.env["ir.actions.report"]._get_report(f"{ADDON}.{name}").model
            customers = {kind: place.customer for kind, place in self.places.items()}
            for record in self.records.get(model, customers).values():
                yield "GET", f"/report/html/{ADDON}.{name}/{record.id}"
