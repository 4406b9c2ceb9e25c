from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .secret_common import SecretCommon

SECRET = "Lilies-4711"
FOUND = [("care_taboos", "ilike", "lilies-4711")]


class LeakCommon(SecretCommon):
    """Each way shows the secret to the salesperson and hides it from the stranger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("crm_customer_care.group_export")
        (cls.seller | cls.stranger).group_ids |= export
        cls.facts(taboos=SECRET, income_band="high")
        cls.lead = cls.opportunity(cls.own)

    def assertKept(self, way):
        self.assertIn(SECRET, self.tell(way, self.seller))
        self.assertNotIn(SECRET, self.tell(way, self.stranger))

    def tell(self, way, user):
        self.env.invalidate_all()
        try:
            with self.cr.savepoint():
                return str(way(self.env(user=user)))
        except (AccessError, UserError, ValueError):
            self.env.invalidate_all()
            return "refused"

    def assertRefusedToAll(self, way):
        for user in (self.seller, self.stranger):
            self.assertEqual(self.tell(way, user), "refused")

    def of(self, env, model="res.partner"):
        """The customer, its opportunity or its facts."""
        if model == "care.confidential":
            return env[model].browse(self.own.sudo().care_confidential_ids.ids)
        return (self.lead if model == "crm.lead" else self.own).with_env(env)


@tagged("post_install", "-at_install")
class TestReadLeaks(LeakCommon):
    def test_reading_the_contact(self):
        self.assertKept(lambda env: self.of(env).read(["care_taboos"]))

    def test_reading_all_there_is(self):
        def read(env):
            names = env["res.partner"].fields_get(attributes=["type"])
            return self.of(env).read([n for n in names if n.startswith("care_")])

        self.assertKept(read)

    def test_reading_the_facts(self):
        self.assertKept(lambda env: self.of(env, "care.confidential").read(["taboos"]))

    def test_reading_for_a_form(self):
        self.assertKept(lambda env: self.of(env).web_read({"care_taboos": {}}))

    def test_reading_for_a_form_through_lines(self):
        lines = {"care_confidential_ids": {"fields": {"taboos": {}}}}
        self.assertRefusedToAll(lambda env: self.of(env).web_read(lines))
        child = self.customer(is_company=False, parent_id=self.own.id)
        self.facts(child, taboos=SECRET)
        people = {"child_ids": {"fields": {"care_taboos": {}}}}
        self.assertKept(lambda env: self.of(env).web_read(people))

    def test_reading_for_a_form_of_something_else(self):
        path = {"partner_id": {"fields": {"care_taboos": {}}}}
        self.assertKept(lambda env: self.of(env, "crm.lead").web_read(path))

    def test_reading_in_sudo_on_behalf_of_a_user(self):
        self.assertKept(lambda env: self.of(env).sudo().care_taboos)

    def test_reading_what_a_copy_has(self):
        def read_copy(env):
            copy = self.of(env).copy({"user_id": env.uid})
            return copy.sudo().read()

        self.assertNotIn(SECRET, self.tell(read_copy, self.seller))
        self.assertNotIn(SECRET, self.tell(read_copy, self.stranger))

    def test_reading_what_a_form_changes(self):
        spec = {"care_taboos": {}, "name": {}, "care_income_band": {}}
        self.assertKept(lambda env: self.of(env).onchange({}, [], spec))

    def test_following_a_path_in_code(self):
        self.assertKept(
            lambda env: self.of(env, "crm.lead").mapped("partner_id.care_taboos")
        )
        self.assertKept(
            lambda env: self.of(env).filtered_domain(FOUND).mapped("care_taboos")
        )


@tagged("post_install", "-at_install")
class TestSearchLeaks(LeakCommon):
    def assertFoundBySellerOnly(self, model, domain, **options):
        def search(env):
            return env[model].search(domain, **options) and SECRET

        self.assertKept(search)

    def test_filtering_contacts(self):
        self.assertFoundBySellerOnly("res.partner", FOUND)
        high = [("id", "=", self.own.id), ("care_income_band", "=", "high")]
        self.assertFoundBySellerOnly("res.partner", high)

    def test_filtering_facts(self):
        self.assertFoundBySellerOnly("care.confidential", [("taboos", "=", SECRET)])

    def test_filtering_something_else_by_its_contact(self):
        path = "partner_id.care_taboos"
        self.assertFoundBySellerOnly("crm.lead", [(path, "=", SECRET)])
        self.assertFoundBySellerOnly("crm.lead", [("partner_id", "any", FOUND)])

    def test_filtering_by_people(self):
        child = self.customer(is_company=False, parent_id=self.own.id)
        self.facts(child, taboos=SECRET)
        mine = [("id", "=", self.own.id), ("child_ids.care_taboos", "=", SECRET)]
        self.assertFoundBySellerOnly("res.partner", mine)

    def test_filtering_by_what_is_not_there(self):
        for domain in (
            [("care_taboos", "!=", SECRET)],
            [("care_taboos", "=", False)],
            ["!", ("care_taboos", "ilike", "lil")],
            [("care_taboos", "not ilike", "lil")],
        ):
            domain = [("id", "=", self.own.id), *domain]
            for user, count in ((self.seller, 0), (self.stranger, 1)):
                found = self.env["res.partner"].with_user(user).search_count(domain)
                self.assertEqual(found, count, domain)

    def test_filtering_by_hidden_lines(self):
        lines = [("care_confidential_ids.taboos", "=", SECRET)]
        self.assertRefusedToAll(lambda env: env["res.partner"].search(lines))

    def test_searching_for_a_list(self):
        spec = {"care_taboos": {}}
        self.assertKept(
            lambda env: env["res.partner"].search_read(FOUND, ["care_taboos"])
        )
        self.assertKept(lambda env: env["res.partner"].web_search_read(FOUND, spec))
        mine = [("id", "=", self.own.id)]
        self.assertKept(lambda env: env["res.partner"].web_search_read(mine, spec))

    def test_searching_by_name(self):
        self.assertKept(
            lambda env: env["res.partner"].name_search("", FOUND) and SECRET
        )
        self.assertKept(
            lambda env: env["care.confidential"].name_search("Own") and SECRET
        )
        for user in (self.seller, self.stranger):
            partners = self.env["res.partner"].with_user(user)
            self.assertFalse(partners.name_search(SECRET))

    def test_sorting(self):
        self.assertRefusedToAll(
            lambda env: env["res.partner"].search([], order="care_taboos")
        )
        self.assertRefusedToAll(
            lambda env: env["crm.lead"].search([], order="partner_id.care_taboos")
        )
        self.assertKept(
            lambda env: (
                env["care.confidential"].search([], order="taboos").mapped("taboos")
            )
        )

    def test_grouping_contacts(self):
        for groupby in ("care_taboos", "care_income_band"):
            self.assertRefusedToAll(
                lambda env, name=groupby: env["res.partner"].formatted_read_group(
                    [], [name], ["__count"]
                )
            )
        self.assertKept(
            lambda env: (
                env["res.partner"].formatted_read_group(FOUND, [], ["__count"])[0][
                    "__count"
                ]
                and SECRET
            )
        )

    def test_grouping_facts(self):
        facts = "care.confidential"
        for way in (
            lambda env: env[facts].formatted_read_group([], ["taboos"], ["__count"]),
            lambda env: env[facts].web_read_group([], ["taboos"], ["__count"]),
            lambda env: env[facts]._read_group([], ["taboos"]),
            lambda env: env[facts]._read_group([], [], ["taboos:array_agg"]),
        ):
            self.assertKept(way)

    def test_grouping_something_else(self):
        self.assertRefusedToAll(
            lambda env: env["crm.lead"]._read_group([], ["partner_id.care_taboos"])
        )

    def test_counting_for_a_search_panel_or_a_progress_bar(self):
        def count(env):
            panel = env["care.confidential"].search_panel_select_range(
                "income_band", enable_counters=True
            )
            high = [row for row in panel["values"] if row["id"] == "high"]
            return high and high[0]["__count"] and SECRET

        self.env["care.confidential"].search(
            [("partner_id", "!=", self.own.id)]
        ).unlink()
        self.assertKept(count)
        colors = {"field": "care_income_band", "colors": {"high": "danger"}}
        self.assertRefusedToAll(
            lambda env: env["res.partner"].read_progress_bar([], "user_id", colors)
        )

    def test_exporting(self):
        for model, path in (
            ("res.partner", "care_taboos"),
            ("crm.lead", "partner_id/care_taboos"),
            ("care.confidential", "taboos"),
            ("care.confidential", "partner_id/care_taboos"),
        ):
            self.assertKept(
                lambda env, model=model, path=path: self.of(env, model).export_data(
                    [path]
                )
            )


@tagged("post_install", "-at_install")
class TestRenderLeaks(LeakCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        editors = cls.env.ref("mail.group_mail_template_editor")
        (cls.seller | cls.stranger).group_ids |= editors
        cls.template = cls.env["mail.template"].create(
            {
                "name": "Taboos",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "subject": "{{ object.care_taboos }}",
                "body_html": '<p t-out="object.care_taboos"/>',
                "email_to": "a@example.com",
            }
        )

    def test_previewing_a_mail_template(self):
        def preview(env):
            wizard = env["mail.template.preview"].create(
                {
                    "mail_template_id": self.template.id,
                    "resource_ref": f"res.partner,{self.own.id}",
                }
            )
            return [wizard.subject, wizard.body_html]

        self.assertKept(preview)

    def test_writing_by_a_mail_template(self):
        def compose(env):
            composer = env["mail.compose.message"].create(
                {
                    "model": "res.partner",
                    "res_ids": self.own.ids,
                    "template_id": self.template.id,
                }
            )
            return [composer.subject, composer.body]

        self.assertKept(compose)

    def test_sending_a_mail_template(self):
        def send(env):
            template = self.template.with_env(env)
            mail = template.send_mail(self.own.id, force_send=False)
            return env["mail.mail"].sudo().browse(mail).body_html

        self.assertKept(send)

    def test_rendering_in_sudo(self):
        def render(env):
            template = self.template.with_env(env).sudo()
            return template._render_field("body_html", self.own.ids)

        self.assertKept(render)

    def test_rendering_a_text_at_once(self):
        def render(env):
            text = "{{ object.care_taboos or object.sudo().care_taboos }}"
            return env["mail.render.mixin"]._render_template(
                text, "res.partner", self.own.ids
            )

        self.assertKept(render)

    def test_the_system_renders_no_confidences(self):
        template = self.template.with_user(self.env.ref("base.user_root"))
        for name in ("subject", "body_html"):
            rendered = template._render_field(name, self.own.ids)
            self.assertNotIn(SECRET, str(rendered))

    def test_printing_a_report(self):
        self.env["ir.ui.view"].create(
            {
                "type": "qweb",
                "key": "crm_customer_care.test_taboos",
                "name": "test_taboos",
                "arch": """<t t-name="crm_customer_care.test_taboos">
                    <p t-foreach="docs" t-as="doc"><t t-out="doc.care_taboos"/>
                    <span t-field="doc.care_taboos"/></p></t>""",
            }
        )
        report = self.env["ir.actions.report"].create(
            {
                "name": "Taboos",
                "model": "res.partner",
                "report_name": "crm_customer_care.test_taboos",
            }
        )

        def render(env, sudo=False):
            reports = env["ir.actions.report"].sudo(sudo)
            return reports._render_qweb_html(report.report_name, self.own.ids)[0]

        self.assertKept(render)
        self.assertKept(lambda env: render(env, sudo=True))

    def test_running_a_server_action(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Taboos",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": "action = {'name': record.care_taboos}",
            }
        )

        def run(env):
            context = {"active_model": "res.partner", "active_id": self.own.id}
            return action.with_env(env).with_context(**context).run()

        self.assertKept(run)

    def test_the_chatter_tracks_no_confidences(self):
        tracked = {"tracking_disable": False, "mail_notrack": False}
        mine = self.own.with_user(self.seller).with_context(**tracked)
        self.env.flush_all()
        mine.write({"care_taboos": f"{SECRET}!", "care_secrets": SECRET})
        self.env.flush_all()
        self.env.cr.precommit.run()
        messages = self.own.message_ids
        told = messages.mapped("body") + messages.tracking_value_ids.mapped(
            "new_value_char"
        )
        self.assertNotIn(SECRET, str(told))

    def test_an_activity_tells_no_confidences(self):
        self.relation(
            self.own,
            self.customer(name=SECRET, user_id=self.seller.id),
            is_secret=True,
        )
        activity = self.own.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.stranger.id
        )
        self.assertKept(
            lambda env: [
                activity.with_env(env).read(),
                self.own.with_env(env)._care_contact_warnings(),
                self.own.with_env(env).read(["care_banner"]),
            ]
        )
