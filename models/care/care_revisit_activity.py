from datetime import timedelta
from operator import itemgetter

from odoo import api, models
from odoo.fields import Domain

from ...tools import revisit_sql

# holidays may bring a contact forward by this much, beside the days of the policy
MARGIN = 14


class CareRevisit(models.Model):
    """The activity of a planned contact: when, and by whom."""

    _inherit = "care.revisit"

    def _get_places(self, policy, partner_ids=None):
        """Return (contact, user, day) of the activities to create, user by user.

        Best tier first, then what is most overdue; nobody gets more a day than the cap
        of the policy.
        """
        today = policy._get_today()
        soon = today + timedelta(days=policy.cadence_lead_days)
        revisits = self._get_due(policy, today, partner_ids)
        agenda = self._get_agenda(policy, revisits, today)
        places = []
        for revisit in revisits:
            if agenda.is_full(revisit.user_id, soon):
                continue
            user, day = agenda.place(revisit)
            if day and day <= soon:
                agenda.take(user, day)
                places.append((revisit.id, user.id, day))
        return sorted(places, key=itemgetter(1))

    def _get_due(self, policy, today, partner_ids):
        soon = today + timedelta(days=policy.cadence_lead_days + MARGIN)
        domain = Domain("company_id", "=", policy.company_id.id)
        domain &= Domain("state", "=", "planned") & Domain("due_date", "<=", soon)
        domain &= Domain("activity_id", "=", False)
        if partner_ids is not None:
            domain &= Domain("partner_id", "in", partner_ids)
        revisits = self.search(domain)
        order = {tier.id: number for number, tier in enumerate(policy.tier_ids)}
        last = len(order)
        return revisits.sorted(
            lambda revisit: (
                order.get(revisit.cadence_id.tier_id.id, last),
                revisit.due_date,
                revisit.partner_id.id,
                revisit.id,
            )
        )

    def _create_activities(self, places):
        """Create the activities of `_get_places` in one stroke, except for contacts
        that have got one or ended since."""
        if not places:
            return
        places = {number: place for number, *place in places}
        revisits = (
            self.browse(places)
            ._lock()
            .filtered(lambda one: one.state == "planned" and not one.activity_id)
        )
        users = self.env["res.users"].browse({user for user, _day in places.values()})
        users = {user.id: user for user in users}
        values = []
        for revisit in revisits:
            user, day = places[revisit.id]
            values.append(self._prepare_activity_values(revisit, users[user], day))
        activities = self.env["mail.activity"]._create_by_job(values)
        self.env.flush_all()
        self.env.cr.execute(revisit_sql.keep_activities(revisits.ids, activities.ids))
        revisits.invalidate_recordset(["activity_id"], flush=False)

    @api.model
    def _prepare_activity_values(self, revisit, user, day):
        """Values of an activity; nothing confidential, since many may read it."""
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(
            "crm_customer_care.mail_activity_type_revisit", raise_if_not_found=True
        )
        partner = revisit.partner_id
        return {
            "activity_type_id": kind_id,
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": partner.id,
            "res_name": partner.display_name,
            "summary": revisit.cadence_id.with_context(lang=user.lang)._get_summary(),
            "user_id": user.id,
            "date_deadline": day,
            "automated": True,
        }

    def _move_activity(self, policy):
        """Let the open activity follow its contact, who is in charge and when."""
        open_ones = self.filtered("activity_id.active")
        if not open_ones:
            return
        today = policy._get_today()
        agenda = self._get_agenda(policy, open_ones, today)
        for revisit in open_ones:
            activity = revisit.activity_id._with_care_planner()
            before = activity.user_id, activity.date_deadline
            agenda.take(*before, -1)
            user, day = agenda.place(revisit)
            if day > today + timedelta(days=policy.cadence_lead_days):
                activity.unlink()
                continue
            agenda.take(user, day)
            if before != (user, day):
                activity.write({"user_id": user.id, "date_deadline": day})

    def _get_on_leave(self, policy):
        """Planned contacts whose activity falls on a leave of who has it."""
        today = policy._get_today()
        open_ones = self.search(
            [
                ("company_id", "=", policy.company_id.id),
                ("state", "=", "planned"),
                ("activity_id.active", "=", True),
            ]
        )
        users = open_ones.activity_id.user_id
        away = self._get_leave_days(policy.company_id, users, today)
        return open_ones.filtered(
            lambda one: max(one.activity_date, today) in away[one.activity_user_id]
        )

    def _follow_activity(self):
        """Take over the day to which somebody moved the activity."""
        self.ensure_one()
        day = self.activity_id.date_deadline
        # sudo: the clock of the company is no secret
        policy = self.env["care.policy"].sudo()._get(self.company_id)
        vals = {"due_date": day, "hard_date": max(self.hard_date, day)}
        if day > max(self.due_date, policy._get_today()):
            reason = self.env._("The activity was moved.")
            vals.update(snooze_until=day, reason=reason)
        self.write(vals)
        self._plan_next_dates(policy, self.partner_id.ids)

    def _log_done_activity(self, feedback):
        """Log a contact whose activity was done without asking for more."""
        self.ensure_one()
        activity = self.activity_id
        channel = self.cadence_id.channel_ids[:1]
        channel = channel or activity.activity_type_id.care_channel_id
        touch = self.env["care.touch"]._log(
            [
                {
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "channel_id": (channel or self._get_default_channel()).id,
                    "user_id": self.env.uid,
                    "summary": feedback or activity.summary,
                    "effective": True,
                    "res_model": activity.res_model,
                    "res_id": activity.res_id,
                    "source": self._get_source(),
                }
            ]
        )
        self._complete(touch)

    def _get_default_channel(self):
        return self.env.ref("crm_customer_care.channel_phone")

    def _get_source(self):
        """The name of the fact that a planned contact took place."""
        if self.activity_id:
            return f"activity:{self.activity_id.id}"
        return f"revisit:{self.id}"

    def _complete(self, touch):
        """End a planned contact by a logged one, unless that did so already."""
        planned = self.filtered(lambda revisit: revisit.state == "planned")
        if planned:
            planned._end("done", touch=touch)
            planned._replan(planned.partner_id)
