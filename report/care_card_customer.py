from odoo import api, models
from odoo.tools import format_date, formatLang, is_html_empty
from odoo.tools.image import FILETYPE_BASE64_MAGICWORD, image_data_uri

from ..models.classification.care_strategy import QUADRANT_CODES
from ..models.classification.res_partner import CARE_READER

CONTACT_FIELDS = ["phone", "email", "website", "vat", "category_id"]
NEED_FIELDS = [
    "care_need_level",
    "care_channel_id",
    "care_product_ids",
    "care_competitor_ids",
    "care_switching_barriers",
]
QUALITY_FIELDS = ["care_missing", "care_verified_date", "care_verified_user_id"]


class ReportCareCard(models.AbstractModel):
    """Who the customer is, what it is worth, and what to do with it."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        hidden = self._get_value_masks(customers)
        for customer in customers:
            cards[customer.id].update(
                logo=self._get_logo(customer),
                value_hidden=hidden.get(customer.id, ""),
                badges=self._get_badges(customer),
                contact=self._get_contact(customer),
                needs=self._get_needs(customer),
                quality=self._get_quality(customer),
                **self._get_value(customer),
            )
        return cards

    def _get_badges(self, customer):
        segment = customer._fields["care_segment"]
        texts = [
            customer.care_tier_id.name,
            QUADRANT_CODES.get(customer.care_quadrant),
            self._to_text(customer, segment),
        ]
        return list(dict.fromkeys(text for text in texts if text))

    def _get_logo(self, customer):
        image = customer.image_128
        # the printer's old browser knows no such images
        if image and FILETYPE_BASE64_MAGICWORD.get(image[:1]) == "webp":
            return False
        return image and image_data_uri(image)

    def _get_contact(self, customer):
        owner = customer.user_id or customer.care_profile_id.user_id
        address = customer._display_address(without_company=True)
        parts = [part.strip() for part in address.replace(",", "\n").splitlines()]
        facts = [
            # sudo: a link shows its name, here as in every form
            (self.env._("Salesperson"), owner.sudo().name),
            (self.env._("Address"), ", ".join(part for part in parts if part)),
            *self._get_facts(customer, CONTACT_FIELDS),
        ]
        return [(label, text) for label, text in facts if text]

    def _get_needs(self, customer):
        # of a person they stand beside its name
        habits = ["care_service_hints"] if customer.is_company else []
        facts = self._get_facts(customer, NEED_FIELDS + habits)
        if self.env.user.has_groups(CARE_READER) and customer.care_yearly_spend:
            currency = self.env.company.currency_id
            spend = formatLang(
                self.env, customer.care_yearly_spend, digits=0, currency_obj=currency
            )
            share = customer.care_spend_share
            if share:
                percent = formatLang(self.env, share * 100, digits=0)
                spend = self.env._(
                    "%(spend)s, our share %(percent)s %%", spend=spend, percent=percent
                )
            label = customer._fields["care_yearly_spend"]
            facts.append((label._description_string(self.env), spend))
        return facts

    def _get_quality(self, customer):
        field = customer._fields["care_completeness"]
        percent = f"{customer.care_completeness} %"
        facts = [(field._description_string(self.env), percent)]
        return facts + self._get_facts(customer, QUALITY_FIELDS)

    def _get_value(self, customer):
        profile = customer.care_profile_id
        if not profile:
            return {"value": []}
        return {
            "value": self._get_amounts(profile),
            "explanation": profile.explanation,
            "strategies": [
                (label, body)
                for label, body in (
                    (profile.quadrant_strategy_id.name, profile.quadrant_strategy),
                    (profile.segment_strategy_id.name, profile.segment_strategy),
                )
                if not is_html_empty(body)
            ],
        }

    def _get_value_masks(self, customers):
        """Return {id: whom to ask} of the customers that have amounts, not shown."""
        hidden = customers.filtered(
            lambda customer: customer.care_tier_id and not customer.care_profile_id
        )
        return {
            number: self.env._("••• ask %(names)s", names=names)
            for number, names in hidden._get_care_whom_to_ask().items()
        }

    def _get_amounts(self, profile):
        policy = self.env["care.policy"]._get(profile.company_id)
        if not profile.first_purchase_date:
            expected = profile._format_contribution(
                policy, profile.expected_contribution
            )
            intention = self._format_percent(profile.intention)
            texts = {"expected_contribution": expected, "intention": intention}
            return self._add_labels(profile, texts)
        trend = self._format_percent(profile.trend * 100)
        stability = formatLang(self.env, profile.stability, digits=2)
        texts = {
            "contribution": profile._format_contribution(policy, profile.contribution),
            "trend": profile.previous_contribution > 0 and trend,
            "order_count": str(profile.order_count),
            "first_purchase_date": format_date(self.env, profile.first_purchase_date),
            "last_purchase_date": format_date(self.env, profile.last_purchase_date),
            "stability": not profile.is_unrated and stability,
        }
        return self._add_labels(profile, texts)

    def _format_percent(self, value):
        return f"{formatLang(self.env, round(value) or 0, digits=0)} %"

    def _add_labels(self, record, texts):
        return [
            (record._fields[name]._description_string(self.env), text)
            for name, text in texts.items()
            if text
        ]
