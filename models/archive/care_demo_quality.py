from datetime import timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from odoo import api, models

FINDINGS = ["correct"] * 6 + ["wrong", "missing"]
WRONG_OF_PERSON = "Left in spring; the successor is not in the archive."
WRONG = "Changed last year."


class CareDemo(models.AbstractModel):
    """Whose archive was verified when, and one audit of each month per salesperson."""

    _inherit = "care.demo"

    @api.model
    def _create_story(self, company=None):
        story = super()._create_story(company)
        if story:
            self.env["care.profile"]._refresh_completeness(companies=story.company)
        return story

    @api.model
    def _create_sequel(self, story):
        result = super()._create_sequel(story)
        chance = Random(11)
        self._create_verifications(story, chance)
        self._create_audits(story, chance)
        return result

    def _create_verifications(self, story, chance):
        """Two of three customers were verified, some of them too long ago."""
        profiles = self.env["care.profile"].search(
            [("company_id", "=", story.company.id), ("tier_id", "!=", False)],
            order="partner_id",
        )
        for profile in profiles:
            days = profile.tier_id.verify_days
            if not days or chance.random() > 0.66:
                continue
            day = story.today - timedelta(days=chance.randint(1, days * 6 // 5))
            profile.write(
                {
                    "verified_date": day,
                    "verified_user_id": profile.user_id.id,
                    "verify_due_date": day + timedelta(days=days),
                    "verify_days": days,
                }
            )

    def _create_audits(self, story, chance):
        """One of last month is done, one of this month waits."""
        month = story.today.replace(day=1)
        draw = self.env["care.audit"]._draw
        checks = self.env["care.completeness.line"]._get_checks()
        audits = draw(story.company, month - relativedelta(months=1), "1", 1)
        for line in audits.line_ids:
            line.finding = line.finding or chance.choice(FINDINGS)
            if line.finding == "wrong":
                of_person = checks[line.item].of_person
                line.note = WRONG_OF_PERSON if of_person else WRONG
        auditor = self.env.ref("base.user_admin").id
        audits.write(
            {
                "state": "done",
                "drawn_by_id": auditor,
                "done_by_id": auditor,
                "drawn_on": month - relativedelta(months=1),
                "done_on": month - timedelta(days=1),
            }
        )
        draw(story.company, month, "1", 1).drawn_by_id = auditor
