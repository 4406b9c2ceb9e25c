from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date, format_datetime, html2plaintext

ROWS = 5
# what is told of each
REVISIT = ("due_date", "hard_date", "role", "user_id")
TOUCH = ("date", "channel_id", "partner_id", "summary", "user_id")
COMPLAINT = ("received_date", "name", "subject", "severity", "state")
NEED = ("name", "kind", "state", "lead_id")
GIFT = ("date", "name", "occasion", "cost", "state")
BENEFIT = ("date_from", "benefit_id", "date_until")
REFERRAL = ("date", "referred_customer_id", "state", "value")


class CareProfile(models.Model):
    """One page about one customer, from all that its reader may know."""

    _inherit = "care.profile"

    def action_open_one_to_one(self):
        """Open the page of one customer that prints well."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_customer_care.care_one_to_one_action"
        )
        return {
            **action,
            "name": self.partner_id.name,
            "context": {"active_model": self._name, "active_id": self.id},
        }

    @api.readonly
    def get_one_to_one(self):
        """Return what the page of one customer shows, by the user's rights.

        Keys: `title`, `classes`, a list of words, `explanation`, `owner`, `as_of`;
        `figures`, see `_get_one_to_one_figures`; `months`, see `_get_purchase_months`;
        `sections`, see `_get_one_to_one`, those with anything to show, in order.
        """
        if not any(self._ids):
            raise UserError(
                self.env._("Open a customer first, then its page “One to One”.")
            )
        self.ensure_one()
        self.check_access("read")
        # sudo: the day of the last refresh is no secret
        policy = self.env["care.policy"].sudo()._get(self.company_id)
        sections = [section for section in self._get_one_to_one() if section["count"]]
        return {
            "title": self.partner_id.display_name,
            "classes": self._get_class_labels(),
            "explanation": self.explanation,
            "owner": self.user_id.name or "",
            "as_of": format_date(self.env, policy.as_of) if policy.as_of else "",
            "figures": self._get_one_to_one_figures(),
            "months": self._get_purchase_months(policy),
            "sections": sorted(sections, key=lambda section: section["sequence"]),
        }

    def _get_class_labels(self):
        labels = [self.tier_id.display_name]
        for name in ("quadrant", "segment"):
            selection = self._fields[name]._description_selection(self.env)
            labels.append(dict(selection).get(self[name]))
        return [label for label in labels if label]

    def _get_one_to_one(self):
        """Hook: return the sections of the page; areas with facts of their own add
        what `_one_to_one_section` gives."""
        own = [("company_id", "=", self.company_id.id)]
        return [
            self._one_to_one_section(sequence, model, [*own, *domain], names)
            for sequence, model, domain, names in self._list_one_to_one()
        ]

    def _list_one_to_one(self):
        """(sequence, model, domain, fields) of the sections of this addon."""
        customer = self.partner_id.id
        direct = ("partner_id", "=", customer)
        whole = ("commercial_partner_id", "=", customer)
        person = ("partner_id.commercial_partner_id", "=", customer)
        planned, granted = ("state", "=", "planned"), ("state", "=", "granted")
        return [
            (10, "care.revisit", [direct, planned], REVISIT),
            (20, "care.touch", [whole], TOUCH),
            (30, "care.complaint", [whole], COMPLAINT),
            (40, "care.need", [whole], NEED),
            (50, "care.gift", [person], GIFT),
            (60, "care.benefit.grant", [direct, granted], BENEFIT),
            (70, "care.referral", [whole], REFERRAL),
            (80, "care.plan", [direct], ("name", "state")),
        ]

    def _one_to_one_section(self, sequence, model, domain, names, title=None):
        """Return a table of the first records of a domain: `code`, `sequence`, `title`,
        `columns`, `rows` of {`id`, `cells`}, `model`, `count`, and the `list` that the
        count opens. Empty for whoever may not read the model."""
        records = self.env[model]
        readable = records.has_access("read")
        found = records.search(domain, limit=ROWS) if readable else records
        labels = found.fields_get(names, ["string"]) if readable else {}
        return {
            "code": model,
            "sequence": sequence,
            "title": title or self._get_section_title(model),
            "columns": [labels[name]["string"] for name in names if name in labels],
            "rows": [
                {
                    "id": record.id,
                    "cells": [self._show_value(record, name) for name in names],
                }
                for record in found
            ],
            "model": model,
            "count": records.search_count(domain) if readable else 0,
            "list": {"res_model": model, "domain": domain},
        }

    def _get_section_title(self, model):
        titles = {
            "care.revisit": self.env._("Planned Contacts"),
            "care.touch": self.env._("Contacts"),
            "care.complaint": self.env._("Complaints"),
            "care.need": self.env._("Needs"),
            "care.gift": self.env._("Gifts"),
            "care.benefit.grant": self.env._("Benefits"),
            "care.referral": self.env._("Referrals"),
            "care.plan": self.env._("Account Plans"),
        }
        return titles.get(model) or self.env["ir.model"]._get(model).name

    @api.model
    def _show_value(self, record, name):
        """A value of a record as a reader reads it."""
        field, value = record._fields[name], record[name]
        if not value:
            return ""
        if field.type == "many2one":
            return value.display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "datetime":
            return format_datetime(self.env, value, dt_format="short")
        if field.type == "monetary":
            currency = record[field.get_currency_field(record)]
            return format_amount(self.env, value, currency)
        if field.type == "html":
            return html2plaintext(value)
        return str(value)
