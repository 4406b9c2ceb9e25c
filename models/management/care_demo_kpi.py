from dateutil.relativedelta import relativedelta

from odoo import api, models

from ...tools.kpi_period import MONTH, first_day
from ..classification.care_demo import ADDON as MODULE

PRAISE = (
    "mei",
    "ana",
    "huaxin",
    "Three visits in one week until the line ran again. The plant manager called to "
    "thank us.",
)
NOTE = {
    "plan": "Talk to each key customer twice this month, the quiet ones first.",
    "do": "A list of the four quiet ones, a call every Tuesday and Thursday.",
    "check": "Three of four reached; one answers to nobody.",
    "act": "Ask the sponsor to call the fourth one.",
}


class CareDemo(models.AbstractModel):
    """Targets were set half a year ago, and two months are over since."""

    _inherit = "care.demo"

    @api.model
    def _create_story(self, company=None):
        story = super()._create_story(company)
        if story:
            # quiet, and with the rights of who tells the story
            demo = self.with_env(story.team.env)
            demo._create_targets(story)
            month = first_day(story.today)
            for past in (month - 2 * MONTH, month - MONTH):
                demo.env["care.kpi"]._keep_month([(story.company.id, past)])
            demo._create_praise(story)
        return story

    def _create_targets(self, story):
        start = first_day(story.today) - relativedelta(months=6)
        self.env["care.kpi.target"].create(
            [
                {
                    "company_id": story.company.id,
                    "kpi_id": self.env.ref(f"{MODULE}.care_kpi_{row['kpi']}").id,
                    "user_id": row["user"] and story.users[row["user"]].id,
                    "month_from": start,
                    "value": float(row["value"]),
                }
                for row in self._read_rows("care_demo_target")
            ]
        )

    def _create_praise(self, story):
        author, user, customer, reason = PRAISE
        author = story.users[author]
        self.env["care.praise"].with_user(author).with_company(story.company).create(
            {
                "user_id": story.users[user].id,
                "partner_id": story.customers[customer].id,
                "reason": reason,
                "is_told": False,
                "date": story.today,
            }
        )
        self.env["care.kpi.note"].create(
            {
                "company_id": story.company.id,
                "user_id": author.id,
                "kpi_id": self.env.ref(f"{MODULE}.care_kpi_key_contacted").id,
                "month": story.today,
                **NOTE,
            }
        )
