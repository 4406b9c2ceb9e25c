import json
import random
from urllib.parse import quote

from odoo.http import Request
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .fuzz_common import MARK, Fuzz
from .security_common import ROLES, SecurityCommon
from .security_world import ADDON

PASSWORD = "password-of-all"
SURVEY = "/complaint/satisfaction/token-of-o"
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
        for role in ROLES:
            user = self.take_role(role)
            self.wait_for_answers()
            fuzz.take_role(role, user)
            before = fuzz.digest("fx")
            known = role != "public"
            self.authenticate(known and user.login, known and PASSWORD)
            for path, data in self.get_requests():
                wrong += self.ask(fuzz, role, path, data)
            wrong += self.compare(fuzz, role, before)
        self.assertEqual(wrong, [], "\n".join(wrong))

    def wait_for_answers(self):
        """Let a survey, and all complaints, wait for what the customer says."""
        survey = self.records["care.satisfaction"]["o"].sudo()
        survey.write({"access_token": "token-of-o", "answered_date": False})
        self.env.flush_all()
        ids = [one.id for one in self.records["care.complaint"].values()]
        query = "UPDATE care_complaint SET state = 'communicated' WHERE id = ANY(%s)"
        self.env.cr.execute(query, [ids])
        self.env.invalidate_all()

    def ask(self, fuzz, role, path, data):
        """Ask for a page, or send what is typed there; give what is wrong."""
        if data is not None:
            data = {**data, "csrf_token": Request.csrf_token(self)}
        with mute_logger("odoo.http", "odoo.sql_db"):
            answer = self.url_open(path, data=data, allow_redirects=False, timeout=60)
        self.env.invalidate_all()
        where = f"{role}: {'GET' if data is None else 'POST'} {path}"
        if answer.status_code >= 500:
            yield f"{where}: {answer.status_code}"
        for table, number in set(MARK.findall(answer.text)):
            if int(number) not in fuzz.seen(table):
                yield f"{where}: tells of {table} {number}"

    def compare(self, fuzz, role, before):
        """Records of others that were written though the role may not."""
        after = fuzz.digest("fx")
        for key, stored in before.items():
            if stored != after.get(key) and not fuzz.may_write(*key):
                yield f"{role}: writes {key[0]} {key[1]}"

    def get_requests(self):
        """(path, data of a form or None): own and foreign records, and nonsense."""
        chosen = random.Random(7)
        bad = [quote(one) for one in BAD]
        return [
            *self.get_complaint_requests(chosen, bad),
            *self.get_form_requests(chosen),
            *self.get_token_requests(bad),
            *self.get_report_requests(),
            *self.get_export_requests(),
        ]

    def get_complaint_requests(self, chosen, bad):
        complaints = [str(one.id) for one in self.records["care.complaint"].values()]
        for number in [*complaints, *chosen.sample(bad, 3)]:
            yield f"/my/complaints/{number}", None
            yield f"/my/complaints/{number}?access_token={chosen.choice(bad)}", None
            for steps in (("accept", "refuse"), ("reopen", "rate", "x")):
                step = f"/my/complaints/{number}/{chosen.choice(steps)}"
                yield step, {"note": "x", "rate": "5"}
            yield f"/my/complaints/page/{number}", None
            yield f"/care/opt-out/{number}/{chosen.choice(bad)}", None
        for text in bad:
            search = f"search={text}&sortby={text}&filterby={text}"
            yield f"/my/complaints?{search}", None
            yield f"/{ADDON}/import_template/{text}", None
        yield f"/{ADDON}/import_template/zh_CN", None

    def get_form_requests(self, chosen):
        """The form of a new complaint, rightly and wrongly filled."""
        new = "/my/complaints/new"
        yield new, None
        typed = {"subject": "Broken", "description": "It fell apart", "kind": "praise"}
        orders = self.env["sale.order"].search([], limit=1).ids or [1]
        for data in (
            {},
            typed,
            {**typed, "order_id": str(orders[0])},
            {**typed, "subject": "x" * 5000},
            {name: chosen.choice(BAD) for name in (*typed, "order_id")},
            {**typed, "partner_id": "1", "company_id": "1", "state": "closed"},
        ):
            yield new, data

    def get_token_requests(self, bad):
        """Pages that open by a link: by a right one, and by others."""
        items = self.env["care.satisfaction.item"].search([]).ids
        scores = {f"item_{item}": "3" for item in items}
        for text in bad:
            yield f"/complaint/satisfaction/{text}", None
            yield f"/complaint/satisfaction/{text}", scores
        yield SURVEY, None
        yield SURVEY, {f"item_{items[0]}": "9", "item_x": "'--", "comment": "x" * 99999}
        yield SURVEY, {**scores, "comment": "<b>客户\x00"}
        yield SURVEY, scores
        contact = self.places["o"].customer.sudo()
        link = f"/care/opt-out/{contact.id}/{contact._get_care_opt_out_token()}"
        other = f"/care/opt-out/{self.places['f'].customer.id}/{link.split('/')[-1]}"
        for page in (link, other, f"{link}x"):
            yield page, None
            yield page, {"x": "y"}

    def get_report_requests(self):
        for name in REPORTS:
            model = self.env["ir.actions.report"]._get_report(f"{ADDON}.{name}").model
            customers = {kind: place.customer for kind, place in self.places.items()}
            for record in self.records.get(model, customers).values():
                for kind in ("html", "pdf", "text"):
                    yield f"/report/{kind}/{ADDON}.{name}/{record.id}", None
            yield f"/report/pdf/{ADDON}.{name}/99999999", None
            yield f"/report/pdf/{ADDON}.{name}/x", None

    def get_export_requests(self):
        """Contacts for a phone, pivot tables for a sheet."""
        numbers = [place.customer.id for place in self.places.values()]
        for number in [*numbers, 0, 99999999]:
            yield f"/web/partner/vcard?partner_ids={number}", None
            yield f"/web_enterprise/partner/{number}/vcard", None
        for text in ("", "x", ",", "1,x", ",".join(map(str, numbers))):
            yield f"/web/partner/vcard?partner_ids={text}", None
        for model in ("care.profile", "care.confidential", "res.partner", "x"):
            heads = [{"title": "Count", "is_bold": False, "width": 1, "height": 1}]
            table = {"model": model, "measure_headers": heads, "rows": []}
            table.update(title="x", origin_headers=[], measure_count=1, origin_count=0)
            table.update(col_group_headers=[])
            yield "/web/pivot/export_xlsx", {"data": json.dumps(table)}
