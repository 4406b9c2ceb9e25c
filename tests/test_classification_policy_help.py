from lxml import etree

from .common import CareCommon


class TestPolicyHelp(CareCommon):
    """Who sets the rules can ask every field of the form what it does."""

    def without_help(self, node, model):
        """Names of the visible fields below a node that tell nothing."""
        fields = self.env[model].fields_get(attributes=["help", "relation"])
        missing = set()
        for child in node:
            if child.tag != "field":
                missing |= self.without_help(child, model)
            elif child.get("invisible") not in ("1", "True"):
                field = fields[child.get("name")]
                if not child.get("help") and not field.get("help"):
                    missing.add(f"{model}.{child.get('name')}")
                if len(child):
                    missing |= self.without_help(child, field["relation"])
        return missing

    def test_every_field_of_the_form_has_help(self):
        manager = self.env["care.policy"].with_user(self.user("manager"))
        form = etree.fromstring(manager.get_view(view_type="form")["arch"])
        self.assertTrue(form.xpath("//field[@name='tier_ids']/list"))
        self.assertEqual(self.without_help(form, "care.policy"), set())
