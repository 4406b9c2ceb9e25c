from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache


class CareTier(models.Model):
    _name = "care.tier"
    _description = "Customer Tier"
    _inherit = ["care.bounded.days"]
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one(
        "care.policy", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    name = fields.Char(
        required=True,
        translate=True,
        help="What people call these customers, wherever one of them is shown.",
    )
    sequence = fields.Integer(
        default=10, help="The best tier first, the one for all others last."
    )
    cut = fields.Float(
        required=True,
        help="By share: the ceiling in percent, rising from tier to tier, 100 in the "
        "last one. By amount: the contribution from which a customer belongs here, "
        "falling from tier to tier.",
    )
    is_key = fields.Boolean(
        string="Key Customers",
        help="Customers of this tier are key customers: segment and filters use it.",
    )
    color = fields.Integer(
        default=0, help="The color of the tier's badge in lists and on cards."
    )
    strategy = fields.Html(
        translate=True, help="How customers of this tier are looked after."
    )
    profile_count = fields.Integer(
        string="Customers",
        compute="_compute_profile_count",
        help="How many customers are in the tier since the last refresh.",
    )

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = self._get_names()
        for tier in self:
            tier.display_name = names.get(tier.id) or tier.name

    @api.model
    @ormcache("self.env.lang")
    def _get_names(self):
        """Return {id: name} of all tiers, for every list of contacts shows them."""
        # sudo: who sees the name of a tier is decided where it is shown
        tiers = self.sudo().search_fetch([], ["name"])
        return {tier.id: tier.name for tier in tiers}

    @api.model
    @ormcache()
    def _get_colors(self):
        """Return {id: color} of all tiers."""
        # sudo: as for the names
        return {tier.id: tier.color for tier in self.sudo().search([])}

    def write(self, vals):
        result = super().write(vals)
        if not {"name", "color"}.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def _update_field_translations(self, field_name, *args, **kwargs):
        result = super()._update_field_translations(field_name, *args, **kwargs)
        if field_name == "name":
            self.env.registry.clear_cache()
        return result

    def _compute_profile_count(self):
        groups = self.env["care.profile"]._read_group(
            [("tier_id", "in", self.ids)], ["tier_id"], ["__count"]
        )
        counts = {tier.id: count for tier, count in groups}
        for tier in self:
            tier.profile_count = counts.get(tier.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last(self):
        if self.env.context.get("care_policy_write"):
            return
        if any(not policy.tier_ids - self for policy in self.policy_id):
            raise ValidationError(
                self.env._("Keep at least one tier: every customer needs one.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_care_references(self):
        profiles = self.env["care.profile"]
        # a lock gives way to the tier by policy first
        for name in ("tier_lock_id", "tier_auto_id", "tier_id"):
            profiles._forget_targets(name, self)

    @api.constrains("cut", "sequence", "policy_id")
    def _check_cut(self):
        if self.env.context.get("care_policy_write"):
            return
        self.policy_id._check_tiers()

    def _check_order(self, method):
        """Raise ValidationError unless the cuts of one policy suit `method`."""
        tiers = self.sorted(lambda tier: (tier.sequence, tier.id))
        cuts = tiers.mapped(lambda tier: tier.cut)
        steps = list(zip(cuts, cuts[1:], strict=False))
        if method == "amount":
            if any(high <= low for high, low in steps) or any(cut < 0 for cut in cuts):
                raise ValidationError(
                    self.env._(
                        "The amounts of the tiers must fall from the first tier to the "
                        "last and can't be negative."
                    )
                )
        elif any(low >= high for low, high in steps) or any(
            not 0 < cut <= 100 for cut in cuts
        ):
            raise ValidationError(
                self.env._(
                    "The ceilings of the tiers must rise from the first tier to the "
                    "last, above 0 and up to 100 percent."
                )
            )

    @api.model
    def _prepare_default_values(self):
        """Values of the tiers that a new policy starts with."""
        return [
            {
                "name": self.env._("Key"),
                "sequence": 10,
                "cut": 80.0,
                "is_key": True,
                "color": 10,
                "strategy": self._get_default_strategy("key"),
                "plan_id": self._get_default_plan("key").id,
            },
            {
                "name": self.env._("Important"),
                "sequence": 20,
                "cut": 95.0,
                "color": 4,
                "strategy": self._get_default_strategy("important"),
                "plan_id": self._get_default_plan("important").id,
            },
            {
                "name": self.env._("General"),
                "sequence": 30,
                "cut": 100.0,
                "color": 7,
                "strategy": self._get_default_strategy("general"),
                "plan_id": self._get_default_plan("general").id,
            },
        ]

    def _translate_default_values(self, langs=None):
        """Give tiers that still have the English texts they started with these texts in
        `langs` (default: all installed)."""
        for lang in langs or dict(self.env["res.lang"].get_installed()):
            names, terms = self._get_default_terms(lang)
            for tier in self.with_context(lang="en_US"):
                translated = tier.with_context(lang=lang)
                if tier.name in names and tier.name == translated.name:
                    name = {lang: names[tier.name]}
                    tier.update_field_translations("name", name)
                if tier.strategy and tier.strategy == translated.strategy:
                    tier.update_field_translations("strategy", {lang: terms})

    @api.model
    def _get_default_terms(self, lang):
        """Names and sentences of the default tiers, each a dict from English."""
        get_terms = self._fields["strategy"].get_trans_terms
        english, translated = (
            self.with_context(lang=code)._prepare_default_values()
            for code in ("en_US", lang)
        )
        names, terms = {}, {}
        for old, new in zip(english, translated, strict=True):
            names[old["name"]] = new["name"]
            old_terms, new_terms = map(get_terms, (old["strategy"], new["strategy"]))
            terms.update(zip(old_terms, new_terms, strict=True))
        return names, terms
