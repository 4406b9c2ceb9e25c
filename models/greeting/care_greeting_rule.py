from odoo import api, fields, models
from odoo.exceptions import ValidationError

CHANNELS = [
    ("mail", "Mail"),
    ("sms", "Text Message"),
    ("call", "Call"),
    ("card", "Greeting Card"),
    ("letter", "Letter by Post"),
    ("dinner", "Dinner"),
    ("gift", "Gift"),
]
# sent by itself, the others by hand
AUTOMATIC = ("mail", "sms")


class CareGreetingRule(models.Model):
    """Who is greeted on an occasion, by which channel, when."""

    _name = "care.greeting.rule"
    _description = "Greeting Rule"
    _inherit = ["care.audience", "care.bounded.days"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(
        default=10,
        help="Of several rules for one occasion and channel the first one that fits a "
        "contact greets it.",
    )
    active = fields.Boolean(
        string="Switched On",
        default=False,
        copy=False,
        help="Nobody is greeted by a rule that is switched off.",
    )
    occasion_id = fields.Many2one(
        "care.occasion",
        required=True,
        index=True,
        ondelete="restrict",
        context={"active_test": False},
    )
    occasion_kind = fields.Selection(related="occasion_id.kind", string="Kind")
    recipient = fields.Selection(
        [
            ("persons", "Persons"),
            ("decision_makers", "Persons who decide"),
            ("customer", "The customer itself"),
        ],
        string="Who Is Greeted",
        required=True,
        default="persons",
        help="A private customer is its own person. The customer itself is a company "
        "at its own address.",
    )
    # how
    channel = fields.Selection(CHANNELS, required=True, default="mail")
    mail_template_id = fields.Many2one(
        "mail.template",
        string="Mail",
        ondelete="restrict",
        domain=[("model", "=", "res.partner")],
    )
    sms_template_id = fields.Many2one(
        "sms.template",
        string="Text Message",
        ondelete="restrict",
        domain=[("model", "=", "res.partner")],
    )
    task = fields.Char(
        translate=True,
        help="What the task of the salesperson says, where a greeting is made by hand.",
    )
    lead_days = fields.Integer(
        string="Prepare Ahead",
        default=3,
        help="Days before the occasion that a greeting is up for approval, or the task "
        "of a greeting by hand appears.",
    )
    send_hour = fields.Float(
        string="Send at",
        default=9.0,
        aggregator=False,
        help="On the contact's own clock, else on the customer's, else on ours.",
    )
    needs_approval = fields.Boolean(
        help="Somebody has to approve each greeting before it is sent."
    )
    is_idle = fields.Boolean(compute="_compute_is_idle")

    _check_lead_days = models.Constraint(
        "CHECK(lead_days >= 0)", "A greeting is prepared 0 days ahead or more."
    )
    _check_send_hour = models.Constraint(
        "CHECK(send_hour >= 0 AND send_hour < 24)",
        "The hour to send at lies between 0:00 and 23:59.",
    )

    @api.constrains("channel", "mail_template_id", "sms_template_id", "active")
    def _check_template(self):
        for rule in self.filtered("active"):
            if rule.channel == "mail" and not rule.mail_template_id:
                raise ValidationError(
                    self.env._("%(rule)s: choose the mail to send.", rule=rule.name)
                )
            if rule.channel == "sms" and not rule.sms_template_id:
                raise ValidationError(
                    self.env._(
                        "%(rule)s: choose the text message to send.", rule=rule.name
                    )
                )

    @api.depends("active", "company_id")
    def _compute_is_idle(self):
        policies = self.env["care.policy"]
        for rule in self:
            is_greeting = policies._get(rule.company_id).greeting_active
            rule.is_idle = rule.active and not is_greeting

    @api.onchange("occasion_id")
    def _onchange_occasion_id(self):
        occasion = self.occasion_id
        self.name = self.name or occasion.name
        self.mail_template_id = occasion.mail_template_id
        self.sms_template_id = occasion.sms_template_id
        if occasion.kind in ("founding", "cooperation"):
            self.recipient = "customer"
        elif occasion.kind in ("birthday", "relation_birthday"):
            self.recipient = "persons"

    @api.onchange("channel")
    def _onchange_channel(self):
        if self.channel not in AUTOMATIC:
            self.needs_approval = False

    def action_preview(self):
        """Show who would be greeted when in the next 12 months."""
        self.ensure_one()
        preview = self.env["care.greeting.preview"].create({"rule_id": self.id})
        return preview.action_show()

    def action_switch_on(self):
        """Switch rules on and choose their occasions."""
        self.occasion_id.filtered(lambda occasion: not occasion.active).active = True
        self.active = True

    def action_start_greetings(self):
        """Switch greetings on in the companies of the rules."""
        for company in self.company_id:
            policy = self.env["care.policy"]._get(company).with_env(self.env)
            policy.greeting_active = True

    def action_switch_off(self):
        self.active = False
