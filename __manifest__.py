{
    "name": "Customer Care",
    "summary": "Keep your best customers: tiers, quadrants and segments from purchases",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Customer Care Engineers",
    "depends": ["sale_crm", "rating", "sms", "calendar", "portal"],
    "data": [
        "security/crm_customer_care_groups.xml",
        "security/ir.model.access.csv",
        "security/classification_security.xml",
        "data/ir_cron_data.xml",
        "data/mail_activity_plan_quadrant_data.xml",
        "data/mail_activity_plan_segment_data.xml",
        "data/care_strategy_quadrant_data.xml",
        "data/care_strategy_segment_data.xml",
        "views/classification/care_profile_map_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_customer_care/static/src/profile_kanban/**/*",
            "crm_customer_care/static/src/refresh/**/*",
        ],
        "web.assets_backend_lazy": [
            "crm_customer_care/static/src/quadrant_map/**/*",
        ],
        "web.assets_tests": [
            "crm_customer_care/static/tests/tours/**/*",
        ],
        "web.assets_unit_tests": [
            "crm_customer_care/static/tests/*.test.js",
        ],
    },
    "post_init_hook": "post_init_hook",
    "application": False,
    "installable": True,
}
