from freezegun import freeze_time

from .common import CareCommon


@freeze_time("2026-06-15 12:00:00")
class DateCommon(CareCommon):
    """It is noon of 15 June 2026; persons belong to the company."""

    @classmethod
    def kind(cls, code="birthday"):
        return cls.env["care.date.kind"]._get(code)

    @classmethod
    def person(cls, **vals):
        vals = {"name": "Person", "is_company": False, **vals}
        return cls.customer(company_id=cls.company.id, **vals)

    @classmethod
    def date(cls, text=None, person=None, kind="birthday", **vals):
        person = person or cls.person()
        vals = {"partner_id": person.id, "kind_id": cls.kind(kind).id, **vals}
        if text:
            vals["text"] = text
        return cls.env["care.date"].create(vals)
