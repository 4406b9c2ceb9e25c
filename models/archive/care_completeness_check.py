from odoo import models
from odoo.tools import SQL

from ...tools.completeness_sql import Check, is_person


class CareCompletenessLine(models.Model):
    """What completeness can ask for: conditions over a contact `p` of a profile `o`."""

    _inherit = "care.completeness.line"

    def _get_checks(self):
        return {
            **super()._get_checks(),
            **self._get_reach_checks(),
            **self._get_need_checks(),
            **self._get_company_checks(),
            **self._get_position_checks(),
            **self._get_person_checks(),
            **self._get_taste_checks(),
            **self._get_confidential_checks(),
        }

    def _get_deciders(self):
        return SQL("SELECT partner_id, person_id FROM care_partner_decision_maker_rel")

    def _get_reach_checks(self):
        """How every customer is reached."""
        return {
            "reach": Check(
                self.env._("Phone or e-mail"),
                SQL("p.phone <> '' OR p.email <> ''"),
                ("phone", "email"),
                weight=3,
                key_weight=3,
            ),
            "address": Check(
                self.env._("City and country"),
                SQL("p.city <> '' AND p.country_id IS NOT NULL"),
                ("street", "zip", "city", "country_id"),
                weight=2,
                key_weight=2,
            ),
        }

    def _get_need_checks(self):
        """What every customer needs."""
        return {
            "need_level": Check(
                self.env._("Need for service"),
                SQL("p.care_need_level IS NOT NULL"),
                ("care_need_level",),
                key_weight=2,
            ),
            "products": Check(
                self.env._("Products of interest"),
                _has("care_partner_product_rel"),
                ("care_product_ids",),
                key_weight=2,
            ),
            "spend": Check(
                self.env._("Yearly spend"),
                SQL("(p.care_yearly_spend ->> o.company_id::text)::float8 > 0"),
                ("care_yearly_spend",),
                key_weight=3,
            ),
        }

    def _get_company_checks(self):
        """What kind of company it is, and whom we know there."""
        person = SQL(
            """EXISTS (SELECT FROM res_partner x
                        WHERE x.parent_id = p.id AND x.active AND %s)""",
            is_person("x"),
        )
        checks = {
            "founded": Check(
                self.env._("Founding day"), _celebrates("founding"), ("care_founded",)
            ),
            "website": Check(
                self.env._("Website"), SQL("p.website <> ''"), ("website",)
            ),
            "industry": Check(
                self.env._("Industry"),
                SQL("p.industry_id IS NOT NULL"),
                ("industry_id",),
            ),
            "person": Check(
                self.env._("A person to talk to"),
                person,
                ("child_ids",),
                weight=3,
                key_weight=3,
            ),
        }
        return self._of_companies(checks)

    def _get_position_checks(self):
        """Where we stand at a company."""
        checks = {
            "decision_maker": Check(
                self.env._("Decision maker"),
                _has("care_partner_decision_maker_rel"),
                ("care_decision_maker_ids",),
                weight=2,
                key_weight=4,
            ),
            "sponsor": Check(
                self.env._("Sponsor"),
                SQL("p.care_sponsor_id IS NOT NULL"),
                ("care_sponsor_id",),
                key_weight=2,
            ),
            "competitor": Check(
                self.env._("Competitors in play"),
                _has("care_partner_competitor_rel"),
                ("care_competitor_ids",),
                key_weight=2,
            ),
            "barriers": Check(
                self.env._("Switching barriers"),
                SQL("p.care_switching_barriers <> ''"),
                ("care_switching_barriers",),
                weight=0,
            ),
        }
        return self._of_companies(checks)

    def _of_companies(self, checks):
        """The checks as those of companies only."""
        return {
            code: check._replace(applies_to="company") for code, check in checks.items()
        }

    def _get_person_checks(self):
        """What is asked of the persons of a customer."""
        checks = {
            "birthday": Check(
                self.env._("Birthday"),
                _celebrates("birthday"),
                ("care_birthday_date_id",),
                weight=2,
                key_weight=3,
            ),
            "person_reach": Check(
                self.env._("A person's phone or e-mail"),
                SQL("p.phone <> '' OR p.email <> ''"),
                ("phone", "email"),
                applies_to="company",
                weight=2,
                key_weight=3,
            ),
            "function": Check(
                self.env._("Occupation"),
                SQL("p.function <> ''"),
                ("function",),
                weight=2,
                key_weight=2,
            ),
        }
        return {code: check._replace(of_person=True) for code, check in checks.items()}

    def _get_taste_checks(self):
        """What the persons of a customer like, and how they want to hear from us."""
        checks = {
            "interests": Check(
                self.env._("Interests"),
                _has("care_partner_interest_rel"),
                ("care_interest_ids",),
                key_weight=2,
            ),
            "gifts": Check(
                self.env._("Gift preferences"),
                SQL("p.care_gift_preferences <> ''"),
                ("care_gift_preferences",),
                key_weight=2,
            ),
            "channel": Check(
                self.env._("Preferred channel"),
                SQL("p.care_channel_id IS NOT NULL"),
                ("care_channel_id",),
                key_weight=2,
            ),
            "consent": Check(
                self.env._("Answer about consent"),
                _has("care_consent"),
                ("care_consent_ids",),
            ),
        }
        return {code: check._replace(of_person=True) for code, check in checks.items()}

    def _get_confidential_checks(self):
        """Whether confidential facts of persons are there: no more is told of them."""
        checks = {
            "relation": Check(
                self.env._("Relations"), _is_related(), ("care_relation_ids",)
            ),
            "family": Check(self.env._("Family"), _keeps("family"), ("care_family",)),
            "taboos": Check(
                self.env._("What to avoid"), _keeps("taboos"), ("care_taboos",)
            ),
            "income": Check(
                self.env._("Income"), _keeps("income_band"), ("care_income_band",)
            ),
            "assets": Check(self.env._("Assets"), _keeps("assets"), ("care_assets",)),
            "home": Check(
                self.env._("Home address"),
                _keeps("home_address"),
                ("care_home_address",),
            ),
        }
        weights = {"family": (1, 2), "taboos": (1, 2), "relation": (0, 1)}
        return {
            code: check._replace(
                of_person=True,
                weight=weights.get(code, (0, 0))[0],
                key_weight=weights.get(code, (0, 0))[1],
            )
            for code, check in checks.items()
        }


def _is_related():
    """SQL condition: the contact has relations. Whoever is in a secret one of somebody
    else must not learn of it."""
    return SQL(
        """EXISTS (SELECT FROM care_relation x WHERE x.partner_id = p.id)
           OR EXISTS (SELECT FROM care_relation x
                       WHERE x.other_id = p.id AND x.is_secret IS NOT TRUE)"""
    )


def _celebrates(kind):
    """SQL condition: the contact has a date of its own of a kind, by code."""
    return SQL(
        """EXISTS (SELECT FROM care_date x JOIN care_date_kind k ON k.id = x.kind_id
                    WHERE x.partner_id = p.id AND x.relation_id IS NULL
                      AND k.code = %s)""",
        kind,
    )


def _keeps(column):
    """SQL condition: a confidential fact of the contact is there."""
    return SQL(
        """EXISTS (SELECT FROM care_confidential x
                    WHERE x.partner_id = p.id AND x.%s <> '')""",
        SQL.identifier(column),
    )


def _has(table):
    """SQL condition: the contact has rows in a table."""
    return SQL(
        "EXISTS (SELECT FROM %s x WHERE x.partner_id = p.id)", SQL.identifier(table)
    )
