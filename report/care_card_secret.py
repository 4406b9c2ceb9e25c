from odoo import api, models

from ..models.archive.care_confidential import FACTS
from ..models.classification.res_partner import CARE_READER

FACT_FIELDS = [f"care_{name}" for name in FACTS]


class ReportCareCard(models.AbstractModel):
    """What few may know; others learn that there is something, and whom to ask."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        people = customers.browse(
            number
            for customer in customers
            for number in self._get_card_people(customer, cards)
        )
        people = people if self.env.user.has_groups(CARE_READER) else people.browse()
        secrets = {person.id: self._get_secrets(person) for person in people}
        for customer in customers:
            card = cards[customer.id]
            for person in card["persons"]:
                person.update(secrets.get(person["id"], {}))
            # a person who buys is the first of its own card
            own = secrets.get(customer.id, {}) if customer.is_company else {}
            card.update({"secrets": [], "relations": [], "hidden": "", **own})
            card["is_confidential"] = any(
                part.get(name)
                for part in (card, *card["persons"])
                for name in ("secrets", "relations")
            )
        return cards

    def _get_card_people(self, customer, cards):
        """Ids of the customer and of the persons on its card."""
        persons = [person["id"] for person in cards[customer.id]["persons"]]
        return dict.fromkeys([customer.id, *persons])

    def _get_secrets(self, person):
        hidden = ""
        if person.care_confidential_state == "hidden":
            hidden = self.env._(
                "••• ask %(names)s", names=person.care_confidential_owner
            )
        return {
            "hidden": hidden,
            "secrets": self._get_facts(person, FACT_FIELDS),
            "relations": [
                self._get_relation(person, relation)
                for relation in person.care_relation_ids
            ],
        }

    def _get_relation(self, person, relation):
        """What another one is to the person, and its name."""
        back = relation.other_id == person
        kind, other = relation.kind_id, relation.other_id
        turned = kind.inverse_name and back != relation.is_reversed
        # sudo: a link shows its name, here as in every form
        other = (relation.partner_id if back else other).sudo()
        name = other.name or other.display_name or relation.other_name
        label = kind.inverse_name if turned else kind.name
        if relation.is_secret:
            return (label, self.env._("%(name)s (secret)", name=name))
        return (label, name)
