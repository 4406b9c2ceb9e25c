from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import split_every

from ...tools import greeting_ledger_sql, send_time
from ..classification.care_profile_refresh import ACTIVE

CHUNK = 1000
DAY = timedelta(days=1)


class CareGreeting(models.Model):
    """Who is greeted is written down ahead, each greeting once."""

    _inherit = "care.greeting"

    @api.model
    def _cron_greet(self):
        """Plan greetings ahead, send what is due, and tell of what came too late, in
        all companies that greet. Run again, or twice at once, it greets nobody twice.
        """
        self._try_again(self._note_delivery)
        self._work_for_each(self._get_greeting_policies(), self._greet_company)

    def _greet_company(self, policy, remaining):
        greetings = self.with_company(policy.company_id)
        planned = greetings._plan_company(policy, remaining)
        return planned and greetings._send_company(policy, remaining)

    @api.model
    def _get_greeting_policies(self):
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        domain = [("company_id", "in", companies.ids), ("greeting_active", "=", True)]
        return self.env["care.policy"].sudo().search(domain)

    def _plan_company(self, policy, remaining):
        """Plan for one company; return whether all of it is done."""
        # sudo: rules greet whoever they fit, whoever starts the job
        rules = self.env["care.greeting.rule"].sudo()
        rules = rules._get_active_rules(policy.company_id)
        today, now = policy._get_today(), fields.Datetime.now()
        stop = policy._get_greeting_stop(rules, today)
        start = policy._get_greeting_start(today)
        self._try_again(self._drop_unruled, policy, rules)
        planned = self._get_planned_rules(policy, today)
        for rule in rules:
            values = self._get_new_values(rule, policy, start, stop, now)
            batches = split_every(CHUNK, values, list)
            if not self._work_off(batches, self._claim_batch, remaining)[1]:
                return False
            if rule in planned:
                self._try_again(self._follow, rule, policy, today, stop)
        self._try_again(self._merge_occasions, policy)
        self._try_again(policy._keep_greeting_stop, stop)
        self.env["ir.cron"]._commit_progress(remaining=remaining)
        return True

    def _claim_batch(self, batch):
        return len(self._claim(batch))

    def _get_new_values(self, rule, policy, start, stop, now):
        """Values of the greetings of a rule that nobody has claimed yet, by key."""
        values = []
        for match in rule._get_matches(start, stop, fresh=True):
            vals = self._prepare_greeting_values(rule, match)
            # what passed before its rule, or the date itself, was there is no miss
            if vals["late_at"] > now or policy._was_greeting_missed(match.day):
                values.append(vals)
        values.sort(key=lambda vals: (vals["partner_id"], vals["subject"]))
        return values

    @api.model
    def _prepare_greeting_values(self, rule, match):
        """Values of a greeting; `match` is whom the rule greets when."""
        day = match.day
        return {
            "partner_id": match.partner_id,
            "commercial_partner_id": match.commercial_partner_id,
            "company_id": rule.company_id.id,
            "user_id": match.user_id or False,
            "rule_id": rule.id,
            "occasion_id": rule.occasion_id.id,
            "subject": match.subject,
            "channel": rule.channel,
            "occasion_key": match.key,
            "state": "to_approve" if rule.needs_approval else "planned",
            **self._prepare_moments(rule, day, match.zone),
        }

    @api.model
    def _prepare_moments(self, rule, day, zone):
        return {
            "occasion_date": day,
            "zone": zone,
            "prepare_date": day - timedelta(days=rule.lead_days),
            "send_at": send_time.utc_moment(day, rule.send_hour, zone),
            "late_at": send_time.utc_moment(day + DAY, 0, zone),
        }

    def _get_planned_rules(self, policy, today):
        """Rules of which something is planned already, that may have moved since."""
        groups = self._read_group(
            [
                ("company_id", "=", policy.company_id.id),
                ("state", "in", greeting_ledger_sql.OPEN),
                ("occasion_date", ">=", today),
            ],
            ["rule_id"],
        )
        # sudo: rules greet whoever they fit, whoever starts the job
        return self.env["care.greeting.rule"].sudo().concat(*(r for [r] in groups))

    def _follow(self, rule, policy, today, stop):
        """Let what is planned by a rule follow dates, zones and the audience."""
        found = rule._get_matches_query(today, stop)
        found = found or greeting_ledger_sql.nobody()
        query = greeting_ledger_sql.moved(
            found, rule.id, today, stop, policy._get_zone()
        )
        gone = self.browse()
        for number, day, zone in self.env.execute_query(query):
            greeting = self.browse(number)
            if day:
                greeting.write(self._prepare_moments(rule, day, zone))
            else:
                gone += greeting
        gone.unlink()

    def _drop_unruled(self, policy, rules):
        """Remove what is only planned, by rules that greet no more."""
        self.search(
            [
                ("company_id", "=", policy.company_id.id),
                ("rule_id", "not in", rules.ids),
                ("state", "in", greeting_ledger_sql.OPEN),
                ("activity_id", "=", False),
            ]
        ).unlink()

    def _merge_occasions(self, policy):
        """Hold back whatever falls on the day of a more personal occasion."""
        self.env.flush_all()
        query = greeting_ledger_sql.outranked(policy.company_id.id)
        by_occasion = {}
        for number, occasion_id in self.env.execute_query(query):
            by_occasion.setdefault(occasion_id, []).append(number)
        for occasion_id, numbers in by_occasion.items():
            occasion = self.env["care.occasion"].browse(occasion_id)
            self.browse(numbers)._end(
                "suppressed",
                self.env._("Merged into: %(occasion)s", occasion=occasion.name),
            )
