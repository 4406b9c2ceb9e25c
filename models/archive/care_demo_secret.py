from odoo import models

# person, customer: facts and what they are kept for
FACTS = {
    ("刘志远", "mingyuan"): {
        "income_band": "very_high",
        "income_purpose": "Choosing gifts that do not embarrass him",
        "family": "太太姓陈，女儿今年高考。",
        "family_purpose": "Congratulations",
        "taboos": "不喝酒；不谈去年的并购。",
        "taboos_purpose": "Dinners",
    },
    ("赵敏", "mingyuan"): {
        "secrets": "与华鑫的周海燕是大学同学，两人不愿公开。",
        "secrets_purpose": "Discretion",
    },
    ("Fiona Clarke", "kestrel"): {
        "family": "Two boys, the younger one rows for Durham.",
        "family_purpose": "Small talk",
        "taboos": "No lamb. Do not mention the recall of 2023.",
        "taboos_purpose": "Dinners, visits",
        "home_address": "Garden Cottage, Church Lane, Sedbergh",
        "home_address_purpose": "Flowers, as she asked for",
    },
    ("Ingrid Solheim", "nordvik"): {
        "assets": "Holds a tenth of the company.",
        "assets_purpose": "Who decides",
        "secrets": "Means to retire next summer; only the board knows.",
        "secrets_purpose": "Knowing her successor in time",
    },
    ("Paolo Ferraro", "ferraro"): {
        "taboos": "Never before ten, never about football.",
        "taboos_purpose": "Calls",
    },
}
# person, customer, kind, other person, other customer, secret, note
RELATIONS = [
    ("赵敏", "mingyuan", "classmate", "周海燕", "huaxin", True, "南京大学"),
    ("Fiona Clarke", "kestrel", "friend", "Joan Marlow", "marlow", False, "Bowls club"),
    ("Fiona Clarke", "kestrel", "assistant", "Neil Barrow", "kestrel", False, ""),
    ("刘志远", "mingyuan", "spouse", "陈女士", None, False, ""),
    (
        "Paolo Ferraro",
        "ferraro",
        "child",
        "Chiara Ferraro",
        None,
        False,
        "Will take over",
    ),
]


class CareDemo(models.AbstractModel):
    """What is confidential about some people, and who knows whom."""

    _inherit = "care.demo"

    def _create_past(self, story):
        result = super()._create_past(story)
        self.env["care.confidential"].create(
            [
                {"partner_id": self._get_person(story, *person).id, **facts}
                for person, facts in FACTS.items()
            ]
        )
        self.env["care.relation"].create(
            [self._prepare_relation_values(story, *row) for row in RELATIONS]
        )
        return result

    def _prepare_relation_values(
        self, story, person, key, kind, other, other_key, is_secret, note
    ):
        values = {
            "partner_id": self._get_person(story, person, key).id,
            "kind_id": self.env.ref(f"crm_customer_care.relation_kind_{kind}").id,
            "is_secret": is_secret,
            "note": note,
        }
        if other_key:
            return {**values, "other_id": self._get_person(story, other, other_key).id}
        return {**values, "other_name": other}

    def _get_person(self, story, name, key):
        """The person of that name at the customer of that key."""
        return story.customers[key].child_ids.filtered(lambda p: p.name == name)
