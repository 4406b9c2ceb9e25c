from odoo.tests import tagged

from .leak_common import SECRET, LeakCommon


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
