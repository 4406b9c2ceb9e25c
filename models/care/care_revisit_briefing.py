from odoo import api, fields, models
from odoo.fields import Domain

PEOPLE, TOUCHES, NEEDS = 6, 3, 5


class CareRevisit(models.Model):
    """What whoever is about to make contact should know, by his own rights."""

    _inherit = "care.revisit"

    phone = fields.Char(related="partner_id.phone")
    channel_ids = fields.Many2many(related="cadence_id.channel_ids")
    briefing = fields.Html(
        compute="_compute_briefing", compute_sudo=False, sanitize=False
    )

    @api.depends("partner_id")
    @api.depends_context("uid", "lang", "company")
    def _compute_briefing(self):
        qweb = self.env["ir.qweb"].sudo(False)
        for revisit in self:
            revisit.briefing = qweb._render(
                "crm_customer_care.care_revisit_briefing",
                revisit._get_care_briefing(),
            )

    def _get_care_briefing(self):
        """Return what the reader may know before this contact.

        `banner` is HTML; `people` a list of dicts (name, function, phone, banner,
        hints, taboos, ask); `touches`, `needs` are records; `touched_by` is {id of a
        touch: name of a colleague}; `scripts` a list of dicts (name, body). Areas that
        know more extend it, and the template.
        """
        self.ensure_one()
        revisit = self.sudo(False)
        customer = revisit.partner_id._filtered_access("read")
        touches = revisit._find_of_customer("care.touch", limit=TOUCHES)
        return {
            "revisit": revisit,
            "banner": customer._get_care_banner(),
            "people": [
                revisit._brief_person(person, customer)
                for person in revisit._get_briefed_people(customer)
            ],
            "touches": touches,
            # sudo: a colleague of another company still has a name
            "touched_by": {one.id: one.user_id.name for one in touches.sudo()},
            "needs": revisit._find_of_customer(
                "care.need", [("state", "!=", "served")], limit=NEEDS
            ),
            "scripts": revisit._get_care_scripts(),
        }

    def _get_care_scripts(self):
        """Hook: return what to say, a list of dicts {"name": str, "body": Markup}."""
        return []

    def _find_of_customer(self, model, domain=(), **options):
        records = self.env[model]
        if not records.has_access("read"):
            return records
        domain = Domain("commercial_partner_id", "=", self.partner_id.id) & Domain(
            domain
        )
        domain &= Domain("company_id", "=", self.company_id.id)
        return records.search(domain, **options)

    def _get_briefed_people(self, customer):
        """The customer, if there is something to say of it, and those who decide there
        before all others."""
        people = customer.child_ids.filtered(
            lambda person: (
                person.type == "contact"
                and not person.is_company
                and not person.care_deceased
            )
        )
        deciding = customer.care_decision_maker_ids & people
        people = (deciding | people)[:PEOPLE]
        told = (
            customer.care_service_hints
            or customer.care_confidential_state != "none"
            or not customer.is_company
        )
        return customer | people if customer and told else people

    def _brief_person(self, person, customer):
        ask = False
        if person.care_confidential_state == "hidden":
            ask = self.env._(
                "There are confidential facts: ask %(names)s.",
                names=person.care_confidential_owner,
            )
        return {
            "name": person.name or person.display_name,
            "function": person.function,
            "phone": person.phone,
            "banner": person != customer and person._get_care_banner(),
            "hints": person.care_service_hints,
            "taboos": person.care_taboos,
            "ask": ask,
        }
