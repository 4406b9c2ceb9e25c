from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ...tools import handover


class CareHandover(models.Model):
    """The preview: whose customers they are, and who gets which."""

    _inherit = "care.handover"

    def action_preview(self):
        """Find the customers and spread them over the receivers; what was chosen by
        hand in an earlier preview is chosen anew."""
        self.ensure_one()
        self._check_draft()
        if not self.receiver_ids:
            raise UserError(self.env._("Say who takes the customers over."))
        if self.kind == "user" and not self.old_user_id:
            raise UserError(self.env._("Say whose customers are handed over."))
        owned = self._find_owned()
        others = self._find_others(owned)
        if not owned and not others:
            raise UserError(
                self.env._("Nothing to hand over: there is no customer to find.")
            )
        users = self._distribute(owned)
        spare = self.receiver_ids[0].user_id.id
        lines = [
            self._prepare_line(partner, owner, users[partner.id])
            for partner, owner in owned.items()
        ]
        for partner, keeper in others.items():
            taker = keeper.id or users.get(partner.id) or spare
            line = self._prepare_line(partner, self.old_user_id, taker)
            lines.append({**line, "is_owner": False})
        self.line_ids = [Command.clear(), *map(Command.create, lines)]
        self.summary = self._summarize(self._count_held())
        return True

    def _prepare_line(self, partner, old_user, new_user_id):
        profile = self._get_profiles(partner)
        return {
            "partner_id": partner.id,
            "is_owner": True,
            "old_user_id": old_user.id,
            "new_user_id": new_user_id,
            "tier_id": profile.tier_id.id,
            "contribution": profile.contribution,
        }

    def _get_profiles(self, partners):
        # sudo: managers hand over what they may not see as well
        profiles = partners.sudo().care_profile_ids
        return profiles.filtered(lambda one: one.company_id == self.company_id)

    # whose customers
    def _find_owned(self):
        """{customer: who looks after it until now}, best first."""
        if self.kind == "customer":
            partners = self.partner_ids.commercial_partner_id
        else:
            partners = self._find_customers(self.old_user_id)
        profiles = self._get_profiles(partners).grouped("partner_id")
        none = self.env["care.profile"]
        ranked = partners.sorted(
            lambda partner: (-profiles.get(partner, none).contribution, partner.id)
        )
        owners = {
            # sudo: managers hand over what they may not see as well
            partner: partner.sudo().user_id or profiles.get(partner, none).user_id
            for partner in ranked
        }
        if self.kind == "customer":
            return owners
        return dict.fromkeys(owners, self.old_user_id)

    def _find_customers(self, user):
        """The customers that a user looks after in the company, archived ones too."""
        # sudo: managers hand over what they may not see as well
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        profiles = self.env["care.profile"].sudo().with_context(active_test=False)
        companies = Domain("company_id", "in", [self.company_id.id, False])
        found = partners.search(Domain("user_id", "=", user.id) & companies)
        found = found.filtered(lambda one: one.commercial_partner_id == one)
        owned = profiles.search(
            [("user_id", "=", user.id), ("company_id", "=", self.company_id.id)]
        ).partner_id
        own = owned.filtered(lambda one: one.user_id in (user, user.browse()))
        return (found | own).with_env(self.env)

    def _find_others(self, owned):
        """{customer of somebody else: that one, if still here} for whom the salesperson
        has something open; the customer is empty for what has none."""
        if self.kind == "customer":
            return {}
        partners = self.env["res.partner"]
        known = {partner.id for partner in owned}
        found = {}
        for number in sorted(self._find_held_customers() - known):
            partner = partners.browse(number or [])
            # sudo: managers hand over what they may not see as well
            owner = self._get_profiles(partner).user_id or partner.sudo().user_id
            keeps = owner.active and owner != self.old_user_id
            found[partner] = owner if keeps else owner.browse()
        return found

    # who gets which
    def _distribute(self, owned):
        customers = []
        for partner in owned:
            # sudo: rules look at customers that a manager may not see as well
            known = partner.sudo()
            areas = {("state", known.state_id.id), ("country", known.country_id.id)}
            customers.append(
                handover.Customer(
                    partner.id,
                    self._get_profiles(partner).tier_id.id,
                    frozenset(known.category_id.ids),
                    frozenset(areas),
                )
            )
        receivers = [one._to_receiver(self.by_load) for one in self.receiver_ids]
        return handover.distribute(customers, receivers)

    def _check_lines(self):
        """Raise UserError where the preview does not say who gets a customer."""
        if not self.line_ids:
            raise UserError(self.env._("Press Preview first: no customer is chosen."))
        if not (self.reason or "").strip():
            raise UserError(
                self.env._("Enter the reason: the customers' history will tell it.")
            )
        for line in self.line_ids:
            user = line.new_user_id
            name = line.partner_id.display_name or self.env._("what has no customer")
            if not user:
                raise UserError(
                    self.env._(
                        "Nobody takes %(customer)s: choose somebody in the preview, or "
                        "add a receiver without rules.",
                        customer=name,
                    )
                )
            if not user.active or user == line.old_user_id:
                raise UserError(
                    self.env._(
                        "%(user)s can't take %(customer)s over: choose an active user "
                        "other than the present one.",
                        user=user.name,
                        customer=name,
                    )
                )

    def _get_today(self):
        return self.env["care.policy"]._get(self.company_id)._get_today()
