from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..classification.res_partner import CARE_READER
from .care_confidential import FACTS


class ResPartner(models.Model):
    """What those learn who may not see: that there is something, and whom to ask."""

    _inherit = "res.partner"

    care_confidential_state = fields.Selection(
        [("open", "Open to Me"), ("hidden", "Hidden from Me"), ("none", "None")],
        string="Confidential Facts",
        compute="_compute_care_confidential_state",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_confidential_owner = fields.Char(
        string="Whom to Ask",
        compute="_compute_care_confidential_state",
        compute_sudo=False,
        groups=CARE_READER,
    )

    @api.depends("care_is_confidant", *(f"care_confidential_ids.{c}" for c in FACTS))
    @api.depends_context("uid", "lang")
    def _compute_care_confidential_state(self):
        # sudo: that there is something is told to those who may not see what
        every = self.env["care.confidential"].sudo()
        rows = every.search_fetch(
            [("partner_id", "in", self._origin.ids)], ["partner_id", *FACTS]
        )
        told = rows.filtered(lambda row: any(row[name] for name in FACTS))
        known = set(told.partner_id.ids)
        seen = self._get_care_confidential() if known else {}
        hidden = self._origin.browse(known.difference(seen))
        whom = hidden._get_care_whom_to_ask()
        for partner in self:
            number = partner._origin.id
            partner.care_confidential_owner = whom.get(number)
            state = "hidden" if number in whom else "open"
            partner.care_confidential_state = state if number in known else "none"

    def _get_care_whom_to_ask(self):
        """Return whom to ask about the facts of each contact: a text, by id."""
        # sudo: names of colleagues, told to those who may not see more
        partners = self.sudo()
        profiles = self.env["care.profile"].sudo().with_context(active_test=False)
        profiles = profiles.search(
            [
                ("partner_id", "in", partners.commercial_partner_id.ids),
                ("user_id", "!=", False),
            ]
        )
        by_customer = profiles.grouped("partner_id")
        manager = self.env._("a manager of Customer Care")
        whom = {}
        for partner in partners:
            customer = partner.commercial_partner_id
            users = customer.user_id or partner.user_id
            users = users or by_customer.get(customer, profiles.browse()).user_id
            names = users.filtered("active").mapped("name")
            whom[partner.id] = ", ".join(names) or manager
        return whom

    def _refuse_confidences(self):
        """Raise an error that says whom to ask about these contacts, if any."""
        if not self:
            return
        [customer] = self[:1]
        raise AccessError(
            self.env._(
                "What is confidential about %(customer)s is in other hands. Ask "
                "%(who)s.",
                # sudo: the name of a contact whose facts are known to be there
                customer=customer.sudo().display_name,
                who=customer._get_care_whom_to_ask()[customer.id],
            )
        )

    def write(self, vals):
        moves = {"user_id", "parent_id", "is_company"}.intersection(vals)
        if moves and not self.env.su:
            self._check_care_handover({name: vals[name] for name in moves})
        return super().write(vals)

    def _check_care_handover(self, vals):
        """Nobody gets at confidences by making the customer his own."""
        moved = self.filtered(
            lambda partner: any(
                partner._fields[name].convert_to_write(partner[name], partner)
                != (value or False)
                for name, value in vals.items()
            )
        )
        if moved:
            moved._refuse_foreign_confidences()

    def _refuse_foreign_confidences(self):
        """Raise an error if these contacts, or people of theirs, have confidential
        facts or relations that the user may not see."""
        own = ["partner_id", "partner_id.commercial_partner_id"]
        domain = ["|", *((path, "in", self.ids) for path in own)]
        # sudo: what the user may not see is what has to be kept from him
        facts = self.env["care.confidential"].sudo().search(domain)
        relations = self.env["care.relation"].sudo().search(domain)
        kept = (facts.partner_id | relations.partner_id).with_env(self.env)
        kept.filtered(
            lambda partner: not partner.care_is_confidant
        )._refuse_confidences()
