from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Command

# a new competitor, who left, and what the last contact said
COMPETITOR = ("kestrel", "Castor Hydraulics Ltd")
SPONSOR = ("huaxin", "周海燕")
ANGRY = ("ferraro", "2", "Third delay in a row; asks for the offer of somebody else")
OVERDUE = {"oakridge": (5200, 40), "hofer": (1800, 75)}
REPEATED = ("kestrel", "Wrong quantity again", "product_delivery", 40)
PUT_OFF = 21
LOSSES = (
    {
        "customer": "longmen",
        "cause": "product_price",
        "competitor": "华东液压",
        "days": 60,
        "note": "集团统一招标，我们的报价高出一成。",
        "interview": {
            "interview_reason": "价格是一方面，更主要的是三次询价都等了一周。",
            "interview_good": "产品质量和现场服务一直很好。",
            "interview_better": "报价在两天之内，给出备件的年度价格。",
            "interview_return": "maybe",
            "interview_condition": "明年三月重新招标，愿意再谈。",
        },
        "measure": "两个工作日内报价，超时自动提醒主管",
        "plan": True,
    },
    {
        "customer": "whitmore",
        "cause": "management_after_sales",
        "competitor": "",
        "days": 35,
        "note": "Nobody came for two weeks when the press stood still.",
        "interview": {},
        "measure": "",
        "plan": False,
    },
    {
        "customer": "tianshan",
        "cause": "staff_slowness",
        "competitor": "",
        "days": 120,
        "note": "三封邮件没有回复，改向别家采购。",
        "interview": {},
        "measure": "",
        "plan": False,
        "back": 18,
    },
)


class CareDemo(models.AbstractModel):
    """Some customers are about to leave, some have left, and one is back."""

    _inherit = "care.demo"

    @api.model
    def _create_story(self, company=None):
        story = super()._create_story(company)
        if story:
            # quiet, and with the rights of who tells the story
            demo = self.with_env(story.team.env)
            demo._create_troubles(story)
            for row in LOSSES:
                demo._create_loss(story, row)
            demo.env["care.profile"]._refresh(story.company)
            demo._look_for_warnings(story)
        return story

    # troubles
    def _create_troubles(self, story):
        key, name = COMPETITOR
        rival = self._find_rival(story, name)
        story.customers[key].care_competitor_ids |= rival
        key, name = SPONSOR
        people = story.customers[key].child_ids
        left = people.filtered(lambda person: person.name == name)
        left.action_archive()
        self._create_angry_touch(story)
        self._create_repeated_complaint(story)
        self._create_overdue_invoices(story)

    def _find_rival(self, story, name):
        partners = self.env["res.partner"]
        found = partners.search([("name", "=", name)], limit=1)
        vals = {"name": name, "is_company": True}
        return found or partners.create(vals)

    def _create_angry_touch(self, story):
        key, stars, text = ANGRY
        customer = story.customers[key]
        self.env["care.touch"].create(
            {
                "partner_id": (customer.child_ids[:1] or customer).id,
                "company_id": story.company.id,
                "user_id": customer.user_id.id,
                "channel_id": self.env.ref("crm_customer_care.channel_phone").id,
                "date": f"{story.today - timedelta(days=2)} 08:30:00",
                "summary": text,
                "satisfaction": stars,
            }
        )

    def _create_repeated_complaint(self, story):
        key, subject, cause, days = REPEATED
        customer = story.customers[key]
        case = self.env["care.complaint"].create(
            {
                "partner_id": customer.id,
                "company_id": story.company.id,
                "user_id": customer.user_id.id,
                "subject": subject,
                "severity": "1",
                "received_date": f"{story.today - timedelta(days=days)} 08:00:00",
                "cause_id": self.env.ref(
                    f"crm_customer_care.care_complaint_cause_{cause}"
                ).id,
                "apology_note": "Called and apologised",
            }
        )
        case._meet_clock("acknowledge", case.received_date)
        case._note_response(case.received_date)

    def _create_overdue_invoices(self, story):
        """Invoices that nobody paid, where the company keeps books."""
        journals = self.env["account.journal"].search(
            [("type", "=", "sale"), ("company_id", "=", story.company.id)], limit=1
        )
        if not journals.default_account_id:
            return
        for key, (amount, days) in OVERDUE.items():
            due = story.today - timedelta(days=days)
            line = {
                "name": "Maintenance",
                "price_unit": amount,
                "tax_ids": [Command.clear()],
            }
            self.env["account.move"].create(
                {
                    "move_type": "out_invoice",
                    "partner_id": story.customers[key].id,
                    "journal_id": journals.id,
                    "invoice_date": due - timedelta(days=30),
                    "invoice_payment_term_id": False,
                    "invoice_date_due": due,
                    "invoice_line_ids": [Command.create(line)],
                }
            ).action_post()

    # losses
    def _create_loss(self, story, row):
        customer = story.customers[row["customer"]]
        day = story.today - timedelta(days=row["days"])
        cause = f"crm_customer_care.care_complaint_cause_{row['cause']}"
        rival = row["competitor"] and self._find_rival(story, row["competitor"]).id
        asked = {
            "interview_date": day + timedelta(days=10),
            "interview_user_id": customer.user_id.id,
            "interview_person_id": customer.child_ids[:1].id,
        }
        loss = self.env["care.loss"].create(
            {
                "partner_id": customer.id,
                "company_id": story.company.id,
                "date": day,
                "reason_id": self.env.ref(cause).id,
                "competitor_id": rival,
                "note": row["note"],
                **(asked if row["interview"] else {}),
                **row["interview"],
            }
        )
        self._work_on_loss(story, row, loss)

    def _work_on_loss(self, story, row, loss):
        """What was done to win the customer back, and what came of it."""
        if row["measure"]:
            vals = {
                "name": row["measure"],
                "due_date": story.today + relativedelta(days=9),
            }
            loss.action_ids = [Command.create(vals)]
        if row["plan"]:
            loss.action_start_playbook()
        if row.get("back"):
            bought = story.today - timedelta(days=row["back"])
            [line] = [one for one in story.rows if one["key"] == row["customer"]]
            vals = self._prepare_order_values(story, line, bought, 1500, 0)
            self._create_orders([vals])

    # warnings
    def _look_for_warnings(self, story):
        """Look for the first time; some of what is found is answered or put off."""
        policy = self.env["care.policy"]._get(story.company)
        risks = self.env["care.risk"]
        risks._prepare_run(policy)
        risks._follow_signals(policy, policy.risk_signal_ids.ids)
        found = risks.search(
            [("company_id", "=", story.company.id), ("state", "=", "open")]
        )
        for reason in ("complaint_open", "sponsor_gone"):
            first = found.filtered(lambda risk, reason=reason: risk.reason == reason)
            first[:1].action_start_playbook()
        late = found.filtered(lambda risk: risk.reason == "gap_widening")[-1:]
        if late:
            until = story.today + timedelta(days=PUT_OFF)
            late.action_snooze(until, "They buy after the harvest, every year")
