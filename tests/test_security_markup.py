import re
from contextlib import suppress
from pathlib import Path

from psycopg2 import DataError, IntegrityError

from odoo.tests import HttpCase
from odoo.tools import SQL, mute_logger

from .security_common import SecurityCommon
from .security_world import ADDON, is_text

MARKUP = "<img src=x onerror=pwn()><script>pwn()</script>\"'"
LIVE = re.compile(r"<img src=x|<script>pwn|onerror=pwn\(\)>", re.IGNORECASE)
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
        """Type markup into every text of every record."""
        cls.env.flush_all()
        for name, records in cls.records.items():
            ids = [record.id for record in records.values()]
            if cls.env[name]._auto:
                cls.type_into(name, ids)
        partners = [place.customer.id for place in cls.places.values()]
        cls.type_into("res.partner", [*partners, cls.guest.partner_id.id])
        cls.env.invalidate_all(flush=False)

    @classmethod
    def type_into(cls, name, ids):
        model = cls.env[name]
        for field in model._fields.values():
            own = field.name in ("name", "display_name", "complete_name", "function")
            if not is_text(field) and not (own and field.store and not field.translate):
                continue
            typed = SQL(
                "UPDATE %s SET %s = %s WHERE id = ANY(%s)",
                SQL.identifier(model._table),
                SQL.identifier(field.name),
                "<p>Text</p>" if field.type == "html" else MARKUP,
                ids,
            )
            # a code, a letter, a colour stays what it is
            with suppress(IntegrityError, DataError), mute_logger("odoo.sql_db"):
                with cls.env.cr.savepoint(flush=False):
                    cls.env.cr.execute(typed)

    def assertTame(self, html, where):
        self.assertNotRegex(str(html or ""), LIVE, where)

    def mine(self, model):
        record = self.records[model]["o"].with_env(self.env)
        return record.with_user(self.me).with_context(lang="en_US")

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

    def test_the_web_client_makes_no_markup_of_texts(self):
        raw = [
            path.relative_to(STATIC).as_posix()
            for path in sorted(STATIC.rglob("*"))
            if path.suffix in (".js", ".xml") and RAW.search(path.read_text())
        ]
        self.assertEqual(raw, [])
