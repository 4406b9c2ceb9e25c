import re
from contextlib import suppress
from pathlib import Path

from lxml import etree
from psycopg2 import DataError, IntegrityError
from psycopg2.extras import Json

from odoo.tests import HttpCase
from odoo.tools import SQL, mute_logger

from .security_common import SecurityCommon
from .security_world import ADDON, is_text, is_translated

MARKUP = "<img src=x onerror=pwn()><script>pwn()</script>\"'"
# a page that people write, as the editor or somebody else sends it
PAGE = (
    f"<p onclick='pwn()'>Text {MARKUP}</p><svg onload='pwn()'><g></g></svg>"
    "<a href='javascript:pwn()'>Link</a><iframe srcdoc='pwn()'></iframe>"
)
LIVE = re.compile(r"<img src=x|<script>pwn|onerror=pwn\(\)>", re.IGNORECASE)
# what would run, however it is written
RUNS = """//*[@*[starts-with(name(), 'on') and contains(., 'pwn')]]
          | //*[@*[starts-with(normalize-space(.), 'javascript:pwn')]]
          | //script[starts-with(normalize-space(.), 'pwn')]
          | //iframe[contains(@srcdoc, 'pwn')]"""
STATIC = Path(__file__).parents[1] / "static" / "src"
RAW = re.compile(r"\bmarkup\(|t-raw|innerHTML|outerHTML|insertAdjacentHTML")
NAMES = ("res.partner", "res.users", "res.company")


class TestSecurityMarkup(SecurityCommon, HttpCase):
    """Whatever people type is shown as text, wherever it is shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.take_role("sales manager")
        complaint = cls.records["care.complaint"]["o"]
        complaint.write({"partner_id": cls.places["o"].customer.id})
        cls.plant()

    @classmethod
    def plant(cls):
        """Type markup into every text of every record, and write pages of it."""
        cls.env.flush_all()
        cls.typed = set()
        for name, records in cls.records.items():
            ids = [record.id for record in records.values()]
            if cls.env[name]._auto:
                cls.type_into(name, ids)
        partners = [place.customer.id for place in cls.places.values()]
        cls.type_into("res.partner", [*partners, cls.guest.partner_id.id])
        cls.env.invalidate_all(flush=False)
        cls.env.registry.clear_cache()  # names of tiers are kept there

    @classmethod
    def type_into(cls, name, ids):
        model = cls.env[name]
        for field in model._fields.values():
            own = field.name in ("name", "display_name", "complete_name", "function")
            own = own and field.store and not field.translate
            if not is_text(field) and not is_translated(field) and not own:
                continue
            text = MARKUP
            if field.type == "html":
                # cleaned as whatever is written
                text = str(field.convert_to_cache(PAGE, model))
            typed = SQL(
                "UPDATE %s SET %s = %s WHERE id = ANY(%s)",
                SQL.identifier(model._table),
                SQL.identifier(field.name),
                Json({"en_US": text}) if field.translate else text,
                ids,
            )
            # a code, a letter, a colour stays what it is
            with suppress(IntegrityError, DataError), mute_logger("odoo.sql_db"):
                with cls.env.cr.savepoint(flush=False):
                    cls.env.cr.execute(typed)
                cls.typed.add(field)

    def assertTame(self, html, where):
        html = str(html or "")
        self.assertNotRegex(html, LIVE, where)
        runs = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser()).xpath(RUNS)
        self.assertFalse([etree.tostring(one) for one in runs], where)

    def assertShows(self, html, record, name):
        """A page shows the markup in a field of a record, as text."""
        self.assertIn(record._fields[name], self.typed)
        self.assertIn("pwn()", record.with_context(lang="en_US")[name])
        shown = etree.fromstring(html, etree.HTMLParser()).xpath("string(//body)")
        self.assertIn("<img src=x onerror=pwn()>", shown)

    def mine(self, model):
        record = self.records[model]["o"].with_env(self.env)
        return record.with_user(self.me).with_context(lang="en_US")

    def test_every_translated_text_has_markup(self):
        translated = {
            field
            for name in self.records
            for field in self.env[name]._fields.values()
            if is_translated(field) and self.env[name]._auto
        }
        self.assertGreater(len(translated), 20)
        self.assertLessEqual(translated, self.typed)

    def test_what_people_type_as_a_page_is_cleaned(self):
        unclean = [
            f"{name}.{field.name}"
            for name in self.records
            for field in self.env[name]._fields.values()
            if field.type == "html" and field.store and not field.sanitize
        ]
        self.assertEqual(unclean, [])

    def test_computed_pages_show_text_as_text(self):
        seen = 0
        for name in [*self.records, *NAMES]:
            for field in self.env[name]._fields.values():
                if field.type == "html" and not field.store and self.is_ours(field):
                    for record in self.some(name):
                        with self.subTest(field=str(field)):
                            self.assertTame(record[field.name], str(field))
                        seen += 1
        self.assertGreater(seen, 10)

    def is_ours(self, field):
        return field.name.startswith("care_") or field.model_name.startswith("care.")

    def some(self, name):
        if name in self.records:
            return self.mine(name) if "o" in self.records[name] else ()
        if name != "res.partner":
            return ()
        customer = self.places["o"].customer.with_user(self.me)
        return customer | self.guest.partner_id.with_user(self.me)

    def test_reports_show_text_as_text(self):
        reports = self.env["ir.actions.report"].search([])
        reports = reports.filtered(
            lambda one: one.report_name.startswith(f"{ADDON}.")
        ).with_user(self.me)
        self.assertTrue(reports)
        for report in reports:
            records = self.some(report.model)
            html, _kind = report._render_qweb_html(report.report_name, records[:1].ids)
            with self.subTest(report=report.report_name):
                self.assertIn(b"</html>", html)
                self.assertTame(html.decode(), report.report_name)

    def test_mails_show_text_as_text(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", "mail.template")]
        )
        templates = self.env["mail.template"].browse(data.mapped("res_id"))
        self.assertTrue(templates)
        for template in templates:
            records = self.some(template.model)
            bodies = template._render_field("body_html", records[:1].ids)
            for body in bodies.values():
                with self.subTest(template=template.name):
                    self.assertTame(body, template.name)

    def test_pages_of_customers_show_text_as_text(self):
        complaint = self.records["care.complaint"]["o"].sudo()
        survey = self.records["care.satisfaction"]["o"].sudo()
        contact = self.guest.partner_id.sudo()
        contact.email = "guest@example.com"
        token = complaint._portal_ensure_token()
        survey.access_token = "survey-token"
        self.env.flush_all()
        pages = (
            "/my/complaints",
            f"/my/complaints?search={MARKUP}",
            "/my/complaints/new",
            f"/my/complaints/{complaint.id}?access_token={token}",
            f"/my/complaints/{complaint.id}?access_token={token}&message={MARKUP}",
            "/complaint/satisfaction/survey-token",
            contact._get_care_opt_out_url(),
        )
        self.guest.sudo().password = "portal-password"
        self.authenticate(self.guest.login, "portal-password")
        for page in pages:
            answer = self.url_open(page)
            with self.subTest(page=page):
                self.assertEqual(answer.status_code, 200)
                self.assertTame(answer.text, page)

    def test_the_survey_shows_its_questions_as_text(self):
        item = self.records["care.satisfaction.item"]["o"]
        survey = self.records["care.satisfaction"]["o"].sudo()
        survey.write({"access_token": "survey-token", "answered_date": False})
        self.env.flush_all()
        self.authenticate(None, None)
        answer = self.url_open("/complaint/satisfaction/survey-token")
        self.assertTame(answer.text, "survey")
        self.assertShows(answer.text, item, "name")

    def test_certificates_and_letters_show_translated_texts_as_text(self):
        grant = self.records["care.benefit.grant"]["o"]
        greeting = self.records["care.greeting"]["o"]
        greeting.sudo().write({"rule_id": False})
        greeting.occasion_id.sudo().mail_template_id = False
        for report, record, shown, name in (
            ("care_certificate", grant, grant.benefit_id, "description"),
            ("care_greeting_letter", greeting, greeting.occasion_id, "name"),
        ):
            reports = self.env["ir.actions.report"].with_user(self.me)
            name_of_report = f"{ADDON}.{report}"
            html, _kind = reports._render_qweb_html(name_of_report, record.ids)
            with self.subTest(report=report):
                self.assertTame(html.decode(), report)
                self.assertShows(html.decode(), shown, name)

    def test_notices_show_their_text_cleaned(self):
        notice = self.records["care.notice"]["o"].sudo()
        template = self.env.ref(f"{ADDON}.mail_template_notice")
        template = template.with_context(care_notice_id=notice.id, lang="en_US")
        customer = self.places["o"].customer
        [body] = template._render_field("body_html", customer.ids).values()
        self.assertIn("Text", body)
        self.assertIn("Link", body)
        self.assertTame(body, "mail")
        [subject] = template._render_field("subject", customer.ids).values()
        self.assertIn("pwn()", subject)
        self.assertTame(notice._get_call_note(), "call")
        self.assertShows(f"<p>{notice._get_call_note()}</p>", notice, "text")

    def test_scripts_show_their_text_cleaned(self):
        script = self.mine("care.script")
        body = script.sudo()._render_for(self.places["o"].customer)
        self.assertIn("Text", body)
        self.assertTame(body, "script")

    def test_what_was_pasted_is_cleaned(self):
        pages = {field for field in self.typed if field.type == "html"}
        pages = {field for field in pages if field.model_name in self.records}
        self.assertGreater(len(pages), 5)
        for field in pages:
            for record in self.records[field.model_name].values():
                with self.subTest(field=str(field)):
                    text = record.sudo().with_context(lang="en_US")[field.name]
                    self.assertIn("Text", text)
                    self.assertTame(text, str(field))

    def test_the_web_client_makes_no_markup_of_texts(self):
        raw = [
            path.relative_to(STATIC).as_posix()
            for path in sorted(STATIC.rglob("*"))
            if path.suffix in (".js", ".xml") and RAW.search(path.read_text())
        ]
        self.assertEqual(raw, [])
