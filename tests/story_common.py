from datetime import date

from .common import CareCommon

TODAY = date(2026, 7, 15)


class StoryCommon(CareCommon):
    """The demo story, told once for a class: freeze it on `TODAY`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls.env["care.demo"]._create_story(cls.company)
        cls.customers = cls.env["res.partner"].concat(*cls.story.customers.values())
        cls.profiles = cls.of_company("care.profile")

    @classmethod
    def of_company(cls, model, **options):
        return cls.env[model].search([("company_id", "=", cls.company.id)], **options)
