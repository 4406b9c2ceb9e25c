from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ...tools import decile_picture, purchase_rate, retention


class CareRetention(models.Model):
    """What a company learnt from its own past about who buys again, as of one month
    end, and how well that would have told the last months."""

    _name = "care.retention"
    _description = "Retention Backtest"
    _order = "as_of desc, id desc"
    _rec_name = "as_of"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    as_of = fields.Date(string="As of", required=True, readonly=True)
    horizon_months = fields.Integer(
        string="Months Ahead", readonly=True, aggregator=False
    )
    # learnt
    measured_months = fields.Integer(
        string="Months Measured",
        readonly=True,
        aggregator=False,
        help="How long customers of the past were watched for another purchase.",
    )
    customer_count = fields.Integer(string="Customers of the Past", readonly=True)
    bought_count = fields.Integer(string="Bought Again", readonly=True)
    base_rate = fields.Float(
        string="Share that Bought Again",
        compute="_compute_base_rate",
        aggregator=False,
    )
    group_ids = fields.One2many("care.retention.group", "retention_id", readonly=True)
    # the model of purchases, see `tools/purchase_rate.py`
    shape = fields.Float(digits=False, readonly=True, aggregator=False)
    scale = fields.Float(digits=False, readonly=True, aggregator=False)
    left = fields.Float(string="Leaving", digits=False, readonly=True, aggregator=False)
    stays = fields.Float(digits=False, readonly=True, aggregator=False)
    # tested
    tested_from = fields.Date(
        readonly=True, help="The test knows nothing that happened after this day."
    )
    tested_months = fields.Integer(readonly=True, aggregator=False)
    tested_measured_months = fields.Integer(readonly=True, aggregator=False)
    tested_count = fields.Integer(string="Customers Tested", readonly=True)
    auc = fields.Float(
        string="AUC",
        digits=False,
        readonly=True,
        aggregator=False,
        help="Of two customers, one who bought again and one who did not: how often "
        "the first had the higher retention. 0.5 is guessing, 1 never wrong.",
    )
    frequent_count = fields.Integer(
        string="Frequent Customers Tested",
        readonly=True,
        help="Those with purchases on at least 3 days.",
    )
    auc_frequent = fields.Float(
        string="AUC of Frequent Customers",
        digits=False,
        readonly=True,
        aggregator=False,
    )
    decile_ids = fields.One2many("care.retention.decile", "retention_id", readonly=True)
    picture = fields.Html(compute="_compute_picture", sanitize=False)
    note = fields.Text(compute="_compute_note")

    _company_as_of_uniq = models.Constraint(
        "UNIQUE(company_id, as_of)", "A company learns once from every month end."
    )

    @api.depends("as_of")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for found in self:
            found.display_name = format_date(self.env, found.as_of)

    @api.depends("customer_count", "bought_count")
    def _compute_base_rate(self):
        for found in self:
            count = found.customer_count
            found.base_rate = found.bought_count / count if count else 0.0

    @api.depends("decile_ids")
    @api.depends_context("lang")
    def _compute_picture(self):
        for found in self:
            found.picture = decile_picture.draw(
                [(tenth.predicted, tenth.bought_rate) for tenth in found.decile_ids],
                self.env._("Foretold"),
                self.env._("Real"),
            )

    @api.depends("measured_months", "horizon_months", "tested_from", "auc")
    @api.depends_context("lang")
    def _compute_note(self):
        for found in self:
            sentences = [found._note_learnt(), found._note_tested()]
            found.note = "\n".join(filter(None, sentences))

    def _note_learnt(self):
        facts = {"measured": self.measured_months, "horizon": self.horizon_months}
        if not self.measured_months:
            return self.env._(
                "The purchases known go back too short a time, or too few customers "
                "were there: nobody's retention can be told yet. At least %(few)s "
                "customers and two whole months are needed.",
                few=retention.FEWEST,
            )
        if self.measured_months < self.horizon_months:
            return self.env._(
                "The history is too short for %(horizon)s months: what customers did "
                "within %(measured)s months was counted and scaled to %(horizon)s.",
                **facts,
            )
        return self.env._(
            "Learnt from what customers did within the last %(measured)s months.",
            **facts,
        )

    def _note_tested(self):
        if not self.measured_months:
            return ""
        if not self.tested_from:
            return self.env._(
                "No test yet: it needs at least four whole months of purchases."
            )
        facts = {
            "day": format_date(self.env, self.tested_from),
            "months": self.tested_months,
            "measured": self.tested_measured_months,
        }
        if self.tested_measured_months < self.tested_months:
            return self.env._(
                "Test: only what was known on %(day)s foretold the %(months)s months "
                "after it. The history before that day held just %(measured)s months "
                "to learn from, which were scaled.",
                **facts,
            )
        return self.env._(
            "Test: only what was known on %(day)s foretold the %(months)s months "
            "after it.",
            **facts,
        )

    @api.model
    def _get_latest(self, company):
        """What the company learnt last, if anything: for everybody's eyes."""
        # sudo: who sees a customer sees why it is likely to buy again
        found = self.sudo().search([("company_id", "=", company.id)], limit=1)
        return found if found.group_ids else found.browse()

    def _get_measured(self):
        """`retention.Measured` of this record, for `retention_sql`."""
        self.ensure_one()
        model = purchase_rate.Model(self.shape, self.scale, self.left, self.stays)
        groups = [group._to_group() for group in self.group_ids]
        return retention.Measured(model, groups, [])

    def _explain(self, chance):
        """The sentence that tells a retention, False of one that nobody told."""
        group = self._find_group(chance)
        if abs(group.chance - chance) > retention.SPREAD:
            return False
        sentence = self.env._(
            "Of %(customers)s customers like this one, %(rate)s %% bought again within "
            "%(months)s months.",
            customers=formatLang(self.env, group.customer_count, digits=0),
            rate=formatLang(self.env, 100 * group.bought_rate, digits=0),
            months=self.measured_months,
        )
        if self.measured_months == self.horizon_months:
            return sentence
        scaled = self.env._(
            "Scaled to %(months)s months, that makes %(rate)s %%.",
            months=self.horizon_months,
            rate=formatLang(self.env, 100 * chance, digits=0),
        )
        return f"{sentence} {scaled}"

    def _find_group(self, chance):
        """The customers like one with this chance: chances stay near their group's."""
        return min(self.group_ids, key=lambda group: abs(group.chance - chance))
