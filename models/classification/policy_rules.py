"""Fields of a policy that decide the class of a customer, in the order in which people
think of them."""

SOURCES = ("use_orders", "use_invoices", "use_opportunities", "use_deals")
VALUE = ("measure", "window_months")
TIERS = ("tier_method", "demotion_runs", "hysteresis", "protect_days")
WEIGHTS = ("weight_quarter", "weight_month", "weight_order")
HISTORY = ("min_history_months",)
CUTS = (
    *("contribution_cut_method", "contribution_cut"),
    *("stability_cut_method", "stability_cut"),
)
PROSPECTS = ("expected_cut_method", "expected_cut", "intention_cut")
SEGMENTS = ("lost_days", "lost_intervals", "dormant_days", "potential_trend")
