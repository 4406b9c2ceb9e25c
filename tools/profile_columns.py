"""The columns of a profile that a refresh writes."""

from odoo.tools import SQL

NAMES = (
    "user_id",
    "assigned_date",
    "contribution",
    "previous_contribution",
    "trend",
    "order_count",
    "average_order",
    "first_purchase_date",
    "last_purchase_date",
    "mean_interval_days",
    "stability",
    "is_unrated",
    "expected_contribution",
    "intention",
    "tier_id",
    "tier_auto_id",
    "tier_lock_id",
    "tier_lock_reason",
    "tier_lock_until",
    "quadrant",
    "quadrant_auto",
    "quadrant_lock",
    "quadrant_lock_reason",
    "quadrant_lock_until",
    "segment",
    "lower_since",
    "active",
)
COLUMNS = [SQL.identifier(name) for name in NAMES]
# as they are beside what they should be
OLD = [SQL.identifier(f"old_{name}") for name in NAMES]
