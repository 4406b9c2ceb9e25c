from odoo import fields, models
from odoo.exceptions import AccessError

READERS = ("crm_customer_care.group_user", "crm_customer_care.group_auditor")


class DigestDigest(models.Model):
    """How customers are cared for, in the mail that tells how business goes."""

    _inherit = "digest.digest"

    kpi_care_touches = fields.Boolean("Contacts with Customers")
    kpi_care_touches_value = fields.Integer(compute="_compute_kpi_care_touches_value")
    kpi_care_visits = fields.Boolean("Planned Contacts Made")
    kpi_care_visits_value = fields.Integer(compute="_compute_kpi_care_visits_value")
    kpi_care_greetings = fields.Boolean("Greetings Done")
    kpi_care_greetings_value = fields.Integer(
        compute="_compute_kpi_care_greetings_value"
    )
    kpi_care_complaints = fields.Boolean("Complaints Received")
    kpi_care_complaints_value = fields.Integer(
        compute="_compute_kpi_care_complaints_value"
    )

    def _compute_kpi_care_touches_value(self):
        self._count_care(
            "care.touch",
            "kpi_care_touches_value",
            date_field="date",
            additional_domain=[("effective", "=", True)],
        )

    def _compute_kpi_care_visits_value(self):
        self._count_care(
            "care.revisit",
            "kpi_care_visits_value",
            date_field="done_date",
            additional_domain=[("state", "=", "done")],
        )

    def _compute_kpi_care_greetings_value(self):
        self._count_care(
            "care.greeting",
            "kpi_care_greetings_value",
            date_field="occasion_date",
            additional_domain=[("state", "in", ("sent", "done"))],
        )

    def _compute_kpi_care_complaints_value(self):
        self._count_care(
            "care.complaint",
            "kpi_care_complaints_value",
            date_field="received_date",
            additional_domain=[("kind", "=", "complaint")],
        )

    def _count_care(self, model, name, **options):
        if not any(self.env.user.has_group(group) for group in READERS):
            raise AccessError(
                self.env._(
                    "Customer Care is not for this reader: its tiles are left out."
                )
            )
        self._calculate_company_based_kpi(model, name, **options)

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        menu = self.env.ref("crm.crm_menu_root").id
        for name, action in (
            ("touches", "care_touch_action"),
            ("visits", "care_revisit_action"),
            ("greetings", "care_greeting_action"),
            ("complaints", "care_complaint_act"),
        ):
            actions[f"kpi_care_{name}"] = f"crm_customer_care.{action}?menu_id={menu}"
        return actions
