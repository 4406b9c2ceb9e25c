from odoo import api, models
from odoo.fields import Date
from odoo.tools.misc import babel_locale_parse, get_lang

from ..models.classification.res_partner import CARE_READER
from ..tools import weekdays

PERSON_LIMIT = 15
PERSON_FIELDS = [
    "care_gender",
    "care_education",
    "care_personality",
    "care_interest_ids",
    "care_gift_preferences",
    "care_service_hints",
]


class ReportCareCard(models.AbstractModel):
    """The people of a customer; one who buys privately is its own first person."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        people = self._get_people(customers)
        roles = self._get_person_roles(customers)
        for customer in customers:
            persons = people.get(customer, people[customers.browse()])
            persons = persons.sorted(lambda person: person.id not in roles)
            cards[customer.id]["persons"] = [
                self._get_person(person, roles.get(person.id, []))
                for person in list(persons)[:PERSON_LIMIT]
            ]
            more = len(persons) - PERSON_LIMIT
            cards[customer.id]["persons_more"] = more > 0 and self.env._(
                "… and %(count)s more in Odoo.", count=more
            )
        return cards

    def _get_people(self, customers):
        """Return {customer: persons, those who buy themselves first}."""
        contacts = customers.search(
            [
                ("commercial_partner_id", "in", customers.ids),
                ("id", "not in", customers.ids),
                ("is_company", "=", False),
                ("type", "=", "contact"),
            ],
            order="name, id",
        )
        private = customers.filtered(lambda customer: not customer.is_company)
        people = (private | contacts).grouped("commercial_partner_id")
        return {customers.browse(): customers.browse(), **people}

    def _get_person_roles(self, customers):
        """Return {id of a person: labels of its roles}."""
        roles = {}
        if not self.env.user.has_groups(CARE_READER):
            return roles
        for customer in customers:
            for person in customer.care_decision_maker_ids:
                label = self.env._("Decision maker")
                roles.setdefault(person.id, []).append(label)
            if customer.care_sponsor_id:
                label = self.env._("Our sponsor")
                roles.setdefault(customer.care_sponsor_id.id, []).append(label)
        return roles

    def _get_person(self, person, roles):
        return {
            "id": person.id,
            "name": person.name or person.display_name,
            "function": person.function,
            "roles": roles,
            "reach": [text for text in (person.phone, person.email) if text],
            "window": self._get_window(person),
            "warnings": self._get_person_warnings(person),
            "facts": self._get_facts(person, PERSON_FIELDS),
        }

    def _get_window(self, person):
        """When and how the person likes to hear from us, in one line."""
        # sudo: a link shows its name, here as in every form
        texts = [person.care_channel_id.sudo().name]
        if not person.care_do_not_call:
            texts.append(self._get_call_window(person))
        if person.care_frequency_days:
            texts.append(
                self.env._("every %(days)s days", days=person.care_frequency_days)
            )
        return " · ".join(text for text in texts if text)

    def _get_call_window(self, person):
        locale = babel_locale_parse(get_lang(self.env).code)
        names = locale.days["stand-alone"]["abbreviated"]
        days = [
            "–".join(names[int(day) - 1] for day in sorted({first, last}))
            for first, last in weekdays.runs(person.care_call_days or "")
        ]
        hours = [
            f"{int(hour):02d}:{round(hour % 1 * 60):02d}"
            for hour in (person.care_call_from, person.care_call_to)
            if person.care_call_to
        ]
        text = " ".join(text for text in (", ".join(days), "–".join(hours)) if text)
        return f"{text} ({person.care_tz})" if text and person.care_tz else text

    def _get_person_warnings(self, person):
        warnings = []
        if person.care_deceased:
            return [self.env._("Deceased")]
        if person.care_do_not_call:
            warnings.append(self.env._("Do not call"))
        until = person.care_bereaved_until
        if until and until >= Date.context_today(person):
            warnings.append(self.env._("In mourning"))
        if self.env.user.has_groups(CARE_READER):
            consents = person.care_consent_ids
            refused = consents.filtered(lambda consent: consent.state == "refused")
            if refused:
                channels = ", ".join(refused.channel_id.mapped("name"))
                warnings.append(self.env._("Refused: %(channels)s", channels=channels))
        return warnings
