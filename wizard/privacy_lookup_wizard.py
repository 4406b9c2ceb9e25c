import re

from odoo import models
from odoo.tools import SQL, email_normalize


class PrivacyLookupWizard(models.TransientModel):
    _inherit = "privacy.lookup.wizard"

    def _get_query_models_blacklist(self):
        """Customer Care is looked through below, with what vanishes with a contact."""
        care = [model._name for model in self._get_care_models()]
        return super()._get_query_models_blacklist() + care

    def _get_care_models(self):
        """Models that hold facts about contacts, as the system sees them."""
        models = [
            self.env[name].sudo()  # sudo: as the lookup of all other models
            for name in self.env
            if name.startswith("care.") and self.env[name]._is_an_ordinary_table()
        ]
        return [
            model
            for model in models
            if model._get_privacy_links() or model._name == "care.export.log"
        ]

    def _get_query(self):
        query = super()._get_query()
        for model in self._get_care_models():
            query = SQL(
                """%s UNION ALL
                   SELECT %s AS res_model_id, id AS res_id, %s AS is_active
                     FROM %s WHERE %s""",
                query,
                self.env["ir.model"]._get_id(model._name),
                SQL.identifier("active") if "active" in model else SQL("TRUE"),
                SQL.identifier(model._table),
                SQL(" OR ").join(self._get_care_conditions(model)),
            )
        return query

    def _get_care_conditions(self, model):
        """SQL conditions of the records that refer to the person, or only name it."""
        people = SQL("(SELECT id FROM indirect_references)")
        # a percent sign or underscore in a name is no wildcard
        name = re.sub(r"([\\%_])", r"\\\1", self.name.strip())
        return [
            SQL("%s IN %s", SQL.identifier(link), people)
            for link in model._get_privacy_links()
        ] + [
            SQL("%s ILIKE %s", SQL.identifier(text), f"%{name}%")
            for text in model._get_privacy_texts()
        ]

    def _get_care_people(self):
        """The contacts that the lookup finds."""
        # sudo: as the lookup of all other models
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        email = email_normalize(self.email.strip())
        return partners.search(
            [
                "|",
                ("email_normalized", "=", email),
                ("name", "=ilike", self.name.strip()),
            ]
        )


class PrivacyLookupWizardLine(models.TransientModel):
    _inherit = "privacy.lookup.wizard.line"

    def action_unlink(self):
        """Delete what is about the person; what only names it, and is about somebody
        else, loses the name."""
        self.ensure_one()
        if self.is_unlinked or not (self.res_model or "").startswith("care."):
            return super().action_unlink()
        # sudo: as the deletion of all other records
        record = self.env[self.res_model].sudo().browse(self.res_id).exists()
        people = self.wizard_id._get_care_people()
        named = record and record._get_privacy_names_only(people, self.wizard_id.name)
        if record and not named:
            return super().action_unlink()
        if named:
            record._erase_privacy_name(self.wizard_id.name)
        values = {"model": self.res_model_id.name, "number": self.res_id}
        self.execution_details = (
            self.env._("Took the name out of %(model)s #%(number)s", **values)
            if named
            else self.env._("Deleted with its contact: %(model)s #%(number)s", **values)
        )
        self.is_unlinked = True
