from datetime import timedelta

from odoo import models
from odoo.fields import Domain

WEEK = 7


class CareDay(models.AbstractModel):
    """What else there is to do for customers: dates, needs, archives."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        return super()._get_sections(scope) + [
            self._get_date_section(scope),
            self._get_need_section(scope),
            self._get_verify_section(scope),
        ]

    def _get_date_section(self, scope):
        today, week = scope.today, scope.today + timedelta(days=WEEK)
        domain = Domain("next_date", ">=", today.isoformat())
        domain &= Domain("next_date", "<=", week.isoformat())
        return self._section(
            "dates",
            self.env._("Dates within 7 Days"),
            "care.date",
            domain & self._get_customer_domain(scope, "commercial_partner_id"),
            sequence=110,
            order="next_date, id",
            prepare=self._prepare_dates,
        )

    def _get_customer_domain(self, scope, name):
        """Domain of the records of own customers: by the salesperson of the contact,
        else by the owner of the profile."""
        if scope.user_ids is None:
            return Domain.TRUE
        users = list(scope.user_ids)
        unassigned = Domain(f"{name}.user_id", "=", False)
        owned = Domain(f"{name}.care_profile_id", "any", [("user_id", "in", users)])
        return Domain(f"{name}.user_id", "in", users) | unassigned & owned

    def _get_linked_domain(self, scope):
        """Domain of the records of own customers, of models that know the profile."""
        if scope.user_ids is None:
            return Domain.TRUE
        return Domain("profile_id", "any", [("user_id", "in", scope.user_ids)])

    def _get_answered_domain(self, scope):
        """Domain of what one of the users answers for, or of his customers."""
        return scope.of("user_id") | self._get_linked_domain(scope)

    def _prepare_dates(self, dates):
        return [
            self._prepare_item(
                day,
                day.partner_id,
                subtitle=self._tell_date(day),
                date=day.next_date.isoformat(),
            )
            for day in dates
        ]

    def _tell_date(self, day):
        name = day.name or day.kind_id.name
        if day.relation_id:
            seen = day.relation_id.with_context(care_viewpoint=day.partner_id.id)
            name = f"{name} ({seen.display_name})"
        if not day.next_age:
            return name
        return self.env._("%(name)s, %(age)s years", name=name, age=day.next_age)

    def _get_need_section(self, scope):
        domain = Domain("state", "!=", "served") & Domain("lead_id", "=", False)
        mine = self._get_customer_domain(scope, "commercial_partner_id")
        return self._section(
            "needs",
            self.env._("Needs without Opportunity"),
            "care.need",
            domain & (mine | scope.of("user_id")),
            sequence=120,
            prepare=self._prepare_needs,
            buttons=[
                {
                    "method": "action_create_lead",
                    "label": self.env._("Create Opportunity"),
                    "icon": "fa-star-o",
                    "key": "o",
                }
            ],
        )

    def _prepare_needs(self, needs):
        return [
            self._prepare_item(need, need.partner_id, subtitle=need.name)
            for need in needs
        ]

    def _get_verify_section(self, scope):
        domain = Domain("verify_due_date", "<=", scope.today.isoformat())
        return self._section(
            "verify",
            self.env._("Archives to Verify"),
            "care.profile",
            domain & scope.of("user_id"),
            sequence=130,
            order="verify_due_date, id",
            prepare=self._prepare_verifications(scope),
            buttons=[
                {
                    "method": "action_verify",
                    "label": self.env._("All Is True"),
                    "icon": "fa-check-square-o",
                    "key": "v",
                }
            ],
        )

    def _prepare_verifications(self, scope):
        def prepare(profiles):
            return [
                self._prepare_item(
                    profile,
                    profile.partner_id,
                    subtitle=self.env._("Is all of it still true?"),
                    date=profile.verify_due_date.isoformat(),
                    late=(scope.today - profile.verify_due_date).days,
                )
                for profile in profiles
            ]

        return prepare
