from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import split_every

CHUNK = 500
# of more contacts a job writes the list
AT_ONCE = 2000


class CareNotice(models.Model):
    """The list of those who are told: it follows the audience, each contact once."""

    _inherit = "care.notice"

    list_user_id = fields.Many2one(
        "res.users",
        string="List Asked for by",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The list is still being written, of the contacts whom this user may see.",
    )

    _list_idx = models.Index("(id) WHERE list_user_id IS NOT NULL")

    def action_preview(self):
        """Put the audience on the list, with what speaks against telling each."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft" and (count := self._ask_for_list()):
            return self._tell_to_wait(count)
        return self.action_open_lines()

    def action_open_lines(self):
        """Open the list of those who are told."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_customer_care.care_notice_line_action"
        )
        own, context = [("notice_id", "=", self.id)], {"care_one_notice": True}
        return {**action, "domain": own, "context": context}

    def _tell_to_wait(self, count):
        text = self.env._(
            "The list of %(count)s contacts is being written. Look again in some "
            "minutes.",
            count=f"{count:,}",
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": text,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # writing it
    def _ask_for_list(self):
        """Write the list; where it is long, let the job do so and return how long."""
        self.ensure_one()
        if self._is_everybody():
            raise UserError(
                self.env._(
                    "Say whom it concerns first: interests, tiers, segments, tags, or "
                    "more conditions."
                )
            )
        people = self._get_people()
        if len(people) > AT_ONCE:
            self.list_user_id = self.env.user
            self._trigger_job()
            return len(people)
        self._drop_strangers(people)
        for step, ids in self._get_list_steps(people):
            for batch in split_every(CHUNK, ids, list):
                step(batch)
        self.invalidate_recordset()
        return 0

    def _write_list(self, remaining):
        """The job's way: batch by batch; return whether there is time to go on."""
        ledger = self.env["care.ledger"]
        asked = self.with_user(self.list_user_id)
        people = asked._get_people()
        ledger._try_again(asked._drop_strangers, people)
        for step, ids in asked._get_list_steps(people):
            batches = split_every(CHUNK, ids, list)
            if not ledger._work_off(batches, step, remaining)[1]:
                return False
        ledger._try_again(self.write, {"list_user_id": False})
        return True

    def _get_list_steps(self, people):
        """Pairs of a step and the ids that it goes through, batch by batch."""
        yield self._list, self._get_unlisted(people)
        if self.state == "draft":
            # who sends at once finds the hindrances then
            yield self._note, self._get_planned()

    def _get_people(self):
        alive = Domain("care_deceased", "=", False)
        if self.recipient == "customer":
            alive &= Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        return self._get_audience_people(alive)

    def _get_lines(self, *domain):
        # sudo: the list is written by its notice only
        lines = self.env["care.notice.line"].sudo().with_company(self.company_id)
        return lines.search([("notice_id", "=", self.id), *domain])

    def _get_planned(self):
        return self._get_lines(("state", "=", "planned")).ids

    def _get_unlisted(self, people):
        return (people - self._get_lines().partner_id).ids

    def _drop_strangers(self, people):
        """Take off who belongs to the audience no more."""
        ids = set(people.ids)
        planned = self._get_lines(("state", "=", "planned"))
        planned.filtered(lambda line: line.partner_id.id not in ids).unlink()

    def _list(self, numbers):
        # sudo: the list is written by its notice only
        lines = self.env["care.notice.line"].sudo().with_company(self.company_id)
        contacts = self.env["res.partner"].browse(numbers)
        values = [lines._prepare_line_values(self, one) for one in contacts]
        return len(lines._claim(values))

    def _note(self, numbers):
        # sudo: the list is written by its notice only
        lines = self.env["care.notice.line"].sudo().with_company(self.company_id)
        lines.browse(numbers).exists()._note_hindrances(self.channel)
