from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import datetime, dateutil, safe_eval, time

CRITERIA = [
    *("tier_ids", "segment_ids", "quadrant_ids", "tag_ids"),
    *("interest_ids", "country_ids", "filter_id", "domain"),
]
ARCHIVED_TOO = {"active_test": False}


class CareAudience(models.AbstractModel):
    """Whom something is meant for: customers of a company, and the persons there.

    Criteria that are empty leave nobody out. What is chosen can't be deleted: an
    audience must not grow because somebody tidies up.
    """

    _name = "care.audience"
    _description = "Audience"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    tier_ids = fields.Many2many(
        "care.tier",
        string="Tiers",
        ondelete="restrict",
        domain="[('company_id', '=', company_id)]",
    )
    segment_ids = fields.Many2many(
        "care.segment", string="Segments", ondelete="restrict"
    )
    quadrant_ids = fields.Many2many(
        "care.quadrant", string="Quadrants", ondelete="restrict"
    )
    tag_ids = fields.Many2many(
        "res.partner.category",
        string="Tags",
        ondelete="restrict",
        context=ARCHIVED_TOO,
        help="Of the contact or of its company; a tag includes those below it.",
    )
    interest_ids = fields.Many2many(
        "care.interest",
        string="Interests",
        ondelete="restrict",
        context=ARCHIVED_TOO,
        help="Of the contact or of its company.",
    )
    country_ids = fields.Many2many(
        "res.country",
        string="Countries",
        ondelete="restrict",
        help="Of the contact; where it has none, of its company.",
    )
    domain = fields.Char(
        string="More Conditions",
        help="On the contact itself, be it a company or a person.",
    )
    filter_id = fields.Many2one(
        "ir.filters",
        string="Saved Filter",
        ondelete="restrict",
        domain=[("model_id", "in", ("res.partner", "care.profile"))],
        help="A filter that was saved in a list of contacts or of key customers. Who "
        "changes the filter changes the audience.",
    )
    audience_count = fields.Integer(
        string="Customers in the Audience", compute="_compute_audience_count"
    )
    audience_text = fields.Char(string="Audience", compute="_compute_audience_text")

    @api.depends("company_id", *CRITERIA)
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_audience_count(self):
        for audience in self:
            try:
                customers = audience._get_audience_customers_domain()
                audience.audience_count = audience._audience_partners().search_count(
                    customers
                )
            except UserError:
                # the conditions are being typed
                audience.audience_count = 0

    @api.depends(*CRITERIA)
    @api.depends_context("lang")
    def _compute_audience_text(self):
        for audience in self:
            parts = [
                ", ".join(audience[name].mapped("display_name"))
                for name in CRITERIA
                if name != "domain"
            ]
            if audience._has_typed_domain():
                parts.append(self.env._("more conditions"))
            audience.audience_text = " · ".join(part for part in parts if part)

    @api.constrains("company_id", "tier_ids")
    def _check_audience_tiers(self):
        for audience in self:
            strange = audience.tier_ids.filtered(
                lambda tier, own=audience.company_id: tier.company_id != own
            )
            if strange:
                raise ValidationError(
                    self.env._(
                        "%(tiers)s: choose tiers of %(company)s.",
                        tiers=", ".join(strange.mapped("display_name")),
                        company=audience.company_id.name,
                    )
                )

    @api.constrains("domain", "filter_id")
    def _check_audience_conditions(self):
        for audience in self:
            audience._get_typed_domain()
            audience._get_saved_domain()

    def _is_everybody(self):
        """Whether no criterion is chosen, so that nobody is left out."""
        self.ensure_one()
        chosen = any(self[name] for name in CRITERIA if name != "domain")
        return not chosen and not self._has_typed_domain()

    def _has_typed_domain(self):
        return (self.domain or "").strip() not in ("", "[]")

    def _get_audience_domain(self):
        """Domain of the contacts whom this is meant for: customers and their persons.

        Search it with the company of this record. Tier, segment and quadrant are those
        of the customer in that company; the rest is seen with the reader's own rights.
        """
        self.ensure_one()
        return Domain.AND(
            [
                self._get_contact_domain(),
                self._get_class_domain(),
                *self._get_own_domains(),
                self._get_typed_domain(),
                self._get_saved_domain(),
            ]
        )

    def _get_audience_customers_domain(self):
        """Domain of the customers who belong to the audience, or any person of whom;
        see `_audience_partners` for where to search it."""
        return Domain("id", "in", self._select_customers(self._get_audience_domain()))

    def _get_audience_people(self, domain=Domain.TRUE):
        """Contacts of the audience: its persons, and customers none of whose persons
        belongs to it; only those of a domain."""
        domain &= self._get_audience_domain()
        person = Domain("is_company", "=", False)
        known = self._select_customers(domain & person)
        alone = Domain("commercial_partner_id", "not in", known)
        people = self._audience_partners().search(domain & (person | alone))
        return people.with_env(self.env)

    def _select_customers(self, domain):
        """SELECT of the customers to whom the contacts of a domain belong."""
        partners = self._audience_partners()
        contacts = partners._search(domain)
        customer = partners._field_to_sql(
            contacts.table, "commercial_partner_id", contacts
        )
        return contacts.subselect(customer)

    def action_open_audience(self):
        """Open the customers of the audience."""
        self.ensure_one()
        customers = self.env.ref("crm_customer_care.res_partner_view_list_customers")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Audience"),
            "res_model": "res.partner",
            "views": [(customers.id, "list"), (False, "form")],
            "domain": [("care_audience", "=", f"{self._name},{self.id}")],
        }

    # parts of the domain
    def _audience_partners(self):
        company = self.company_id or self.env.company
        return self.env["res.partner"].with_company(company).with_context(active_test=1)

    def _get_contact_domain(self):
        """Domain of all who are customers of the company or persons there."""
        company = self.company_id or self.env.company
        # sudo: we are no customers of ourselves, in no company
        companies = self.env["res.company"].sudo()
        query = companies._search(Domain.TRUE)
        ours = query.subselect(SQL.identifier(query.table, "partner_id"))
        alone = Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        return Domain.AND(
            [
                Domain("company_id", "in", [False, *company.parent_ids.ids]),
                Domain("commercial_partner_id", "not in", ours),
                Domain("partner_share", "=", True),
                alone | Domain("type", "=", "contact"),
            ]
        )

    def _get_class_domain(self):
        wanted = {
            "tier_id": self.tier_ids.ids,
            "segment": self.segment_ids.mapped("code"),
            "quadrant": self.quadrant_ids.mapped("code"),
        }
        conditions = [
            Domain(name, "in", wanted[name]) for name in wanted if wanted[name]
        ]
        if not conditions:
            return Domain.TRUE
        # labels are for every employee
        return self._get_profile_domain(Domain.AND(conditions), bypass_access=True)

    def _get_profile_domain(self, domain, **options):
        company = self.company_id or self.env.company
        profiles = self.env["care.profile"].with_context(active_test=False)
        profiles = profiles.with_company(company)
        query = profiles._search(
            domain & Domain("company_id", "=", company.id), **options
        )
        customer = SQL.identifier(query.table, "partner_id")
        return Domain("commercial_partner_id", "in", query.subselect(customer))

    def _get_own_domains(self):
        tags, interests = self.tag_ids, self.interest_ids.ids
        if tags:
            below = tags.with_context(active_test=False)
            tags = below.search([("id", "child_of", tags.ids)])
        chosen = {"category_id": tags.ids, "care_interest_ids": interests}
        domains = [
            Domain(name, "in", ids) | Domain(f"commercial_partner_id.{name}", "in", ids)
            for name, ids in chosen.items()
            if ids
        ]
        if countries := self.country_ids.ids:
            nowhere = Domain("country_id", "=", False)
            customer = Domain("commercial_partner_id.country_id", "in", countries)
            domains.append(Domain("country_id", "in", countries) | nowhere & customer)
        return domains

    def _get_typed_domain(self):
        return self._read_domain(self.domain, "res.partner")

    def _get_saved_domain(self):
        # sudo: the filter may be another one's; its conditions are no secret
        saved = self.filter_id.sudo()
        if not saved:
            return Domain.TRUE
        domain = self._read_domain(saved.domain, saved.model_id)
        if saved.model_id == "care.profile":
            return self._get_profile_domain(domain)
        return domain

    def _read_domain(self, text, model):
        if not (text or "").strip():
            return Domain.TRUE
        values = {
            "uid": self.env.uid,
            "datetime": datetime,
            "time": time,
            "relativedelta": dateutil.relativedelta.relativedelta,
            "context_today": lambda: fields.Date.context_today(self),
            "current_company_id": (self.company_id or self.env.company).id,
        }
        try:
            domain = Domain(safe_eval(text, values))
            domain.validate(self.env[model])
        except (ValueError, TypeError, SyntaxError, KeyError) as error:
            raise ValidationError(
                self.env._(
                    "These conditions can't be read any more; choose them anew: "
                    "%(text)s",
                    text=text,
                )
            ) from error
        return domain
