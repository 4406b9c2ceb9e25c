from odoo.tests import tagged

from .leak_common import SECRET, LeakCommon

FOUND = [("care_taboos", "ilike", "lilies-4711")]


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
