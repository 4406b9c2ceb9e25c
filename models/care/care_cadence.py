from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..archive.care_team_member import ROLES as TEAM_ROLES

PROSPECTS = [("p1", "P I"), ("p2", "P II"), ("p3", "P III"), ("p4", "P IV")]
CUSTOMERS = [("e1", "E I"), ("e2", "E II"), ("e3", "E III"), ("e4", "E IV")]
OWNER = "account_manager"
ROLES = [
    (OWNER, "Account Manager"),
    ("supervisor", "Supervisor"),
    ("key_account_head", "Head of Key Accounts"),
    *TEAM_ROLES,
]


class CareCadence(models.Model):
    """A requirement: how often somebody has to be in contact with some customers."""

    _name = "care.cadence"
    _description = "Contact Requirement"
    _inherit = ["care.bounded.days"]
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one(
        "care.policy",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env["care.policy"]._get(),
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    tier_id = fields.Many2one(
        "care.tier",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('policy_id', '=', policy_id)]",
    )
    quadrant = fields.Selection(
        [*CUSTOMERS, *PROSPECTS], help="Instead of a tier; prospects have no tier."
    )
    role = fields.Selection(ROLES, required=True, default=OWNER)
    ideal_days = fields.Integer(
        string="Ideal Interval", required=True, help="Days after the last contact."
    )
    max_days = fields.Integer(
        string="Longest Interval",
        required=True,
        help="Days after the last contact that must not pass without the next one.",
    )
    channel_ids = fields.Many2many(
        "care.channel",
        string="Channels",
        help="Contacts that count here; empty: any in which the customer was reached.",
    )
    requirement = fields.Char(
        string="Key of the Requirement",
        compute="_compute_requirement",
        store=True,
        help="Role and channels: a customer keeps its date when its tier changes.",
    )

    _check_group = models.Constraint(
        "CHECK((tier_id IS NULL) <> (quadrant IS NULL))",
        "Choose either a tier or a quadrant for which the requirement holds.",
    )
    _check_days = models.Constraint(
        "CHECK(ideal_days > 0 AND max_days >= ideal_days)",
        "The ideal interval is one day or more, the longest one at least as long.",
    )

    @api.depends("role", "channel_ids")
    def _compute_requirement(self):
        for cadence in self:
            channels = ",".join(map(str, sorted(cadence.channel_ids._origin.ids)))
            cadence.requirement = f"{cadence.role}:{channels}"

    @api.depends("tier_id", "quadrant", "role", "channel_ids")
    def _compute_display_name(self):
        labels = dict(self._fields["role"]._description_selection(self.env))
        quadrants = dict(self._fields["quadrant"]._description_selection(self.env))
        for cadence in self:
            group = cadence.tier_id.name or quadrants.get(cadence.quadrant)
            names = ", ".join(cadence.channel_ids.mapped("name"))
            role = labels.get(cadence.role)
            parts = [group, role, names]
            cadence.display_name = " · ".join(part for part in parts if part)

    def _get_summary(self):
        """What an activity of the requirement says, in the language of the context."""
        self.ensure_one()
        names = ", ".join(self.channel_ids.mapped("name"))
        return (
            self.env._("Stay in touch: %(channels)s", channels=names)
            if names
            else self.env._("Stay in touch")
        )

    @api.constrains("tier_id", "quadrant", "requirement", "active", "policy_id")
    def _check_requirement(self):
        for cadence in self.filtered("active"):
            same = [
                ("policy_id", "=", cadence.policy_id.id),
                ("tier_id", "=", cadence.tier_id.id),
                ("quadrant", "=", cadence.quadrant),
                ("requirement", "=", cadence.requirement),
            ]
            if self.search_count(same, limit=2) > 1:
                raise ValidationError(
                    self.env._(
                        "%(name)s: there is this requirement already. Change its "
                        "intervals, or choose other channels.",
                        name=cadence.display_name,
                    )
                )
            if cadence.tier_id and cadence.tier_id.policy_id != cadence.policy_id:
                raise ValidationError(
                    self.env._("Choose a tier of the same company's policy.")
                )

    @api.model
    def _get_kind(self, tier, tiers):
        """Of the three kinds of tiers that begin with different requirements."""
        return "key" if tier.is_key else "last" if tier == tiers[-1:] else "middle"

    @api.model
    def _prepare_default_values(self, policy):
        """Values of the requirements that a policy starts with."""
        visit, meeting, dinner = (
            self.env.ref(f"crm_customer_care.channel_{name}").ids
            for name in ("visit", "meeting", "dinner")
        )
        executive = {"role": "sponsor", "channel_ids": visit + meeting + dinner}
        lines = [
            ("key", {}, 14, 30),
            ("key", {"channel_ids": visit}, 60, 90),
            ("key", executive, 180, 365),
            ("middle", {}, 30, 60),
            ("last", {}, 60, 90),
        ]
        tiers = policy.tier_ids.sorted("sequence")
        values = [
            {"tier_id": tier.id, **vals, "ideal_days": ideal, "max_days": longest}
            for tier in tiers
            for kind, vals, ideal, longest in lines
            if kind == self._get_kind(tier, tiers)
        ]
        prospects = {"ideal_days": 14, "max_days": 30}
        values += [{"quadrant": quadrant, **prospects} for quadrant in ("p1", "p2")]
        for number, vals in enumerate(values, 1):
            channels = [fields.Command.set(vals.get("channel_ids", []))]
            vals.update(policy_id=policy.id, sequence=10 * number, channel_ids=channels)
        return values
