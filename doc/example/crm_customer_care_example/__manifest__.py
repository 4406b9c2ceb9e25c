{
    "name": "Customer Care: Maintenance Contracts",
    "summary": "How another addon extends Customer Care, hook by hook",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Care Engineers",
    "license": "LGPL-3",
    "depends": ["crm_customer_care"],
    "data": [
        "security/ir.model.access.csv",
        "security/care_contract_security.xml",
        "data/care_kpi_data.xml",
        "data/ir_cron_data.xml",
        "report/care_card_templates.xml",
        "views/care_contract_views.xml",
        "views/care_complaint_views.xml",
        "views/care_revisit_form_views.xml",
    ],
}
