from collections import defaultdict
from datetime import timedelta

from odoo import models
from odoo.fields import Domain

WEEK = 7
BEST_FIRST = "cadence_id, due_date, id"
BY_DAY = "due_date, cadence_id, id"
# what fits in a day, see the cap of the policy
TODAY_ITEMS = 20


class CareDay(models.AbstractModel):
    """The planned contacts of a day."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        domains = self._get_contact_domains(scope.today)
        mine = scope.of("user_id", "activity_user_id")
        names = {
            "overdue": self.env._("Overdue"),
            "today": self.env._("Today"),
            "next": self.env._("Next 7 Days"),
        }
        options = {
            "overdue": {"order": BEST_FIRST, "groups": self._get_tiers(mine, domains)},
            "today": {"order": BEST_FIRST, "limit": TODAY_ITEMS},
            "next": {"order": BY_DAY},
        }
        return super()._get_sections(scope) + [
            self._section(
                code,
                names[code],
                "care.revisit",
                domains[code] & mine,
                sequence=10 * number,
                place="main",
                prepare=self._prepare_revisits(scope),
                buttons=self._get_revisit_buttons(),
                **options[code],
            )
            for number, code in enumerate(names, 1)
        ]

    def _get_contact_domains(self, today):
        """Domains of planned contacts, each of which belongs to one of them.

        Overdue: past the longest interval, or due and past the day it was planned for.
        Today: planned for today, or earlier though not due yet. Next: the others that
        are due within a week.
        """
        day, week = today.isoformat(), (today + timedelta(days=WEEK)).isoformat()
        planned = Domain("state", "=", "planned")
        in_time = Domain("hard_date", ">=", day)
        past = Domain("activity_date", "<", day)
        later = Domain("activity_id", "=", False) | Domain("activity_date", ">", day)
        overdue = Domain("due_date", "<", day) & (Domain("hard_date", "<", day) | past)
        now = Domain("activity_date", "=", day) & in_time
        now |= past & Domain("due_date", ">=", day)
        soon = later & in_time & Domain("due_date", "<=", week)
        return {
            "overdue": planned & overdue,
            "today": planned & now,
            "next": planned & soon,
        }

    def _get_tiers(self, mine, domains):
        """Overdue contacts by the tier whose requirement they are, best first."""
        overdue = domains["overdue"] & mine
        revisits = self.env["care.revisit"]
        counts = revisits._read_group(overdue, ["cadence_id"], ["__count"])
        tiers, totals = defaultdict(list), defaultdict(int)
        for cadence, count in counts:
            tiers[cadence.tier_id].append(cadence.id)
            totals[cadence.tier_id] += count
        prospects = self.env._("Without Tier")
        return [
            {
                "name": tier.name or prospects,
                "color": tier.color,
                "count": totals[tier],
                "list": self._list(
                    tier.name or prospects,
                    "care.revisit",
                    overdue & Domain("cadence_id", "in", tiers[tier]),
                ),
            }
            for tier in sorted(tiers, key=lambda tier: (not tier, tier.sequence))
        ]

    def _get_revisit_buttons(self):
        return [
            {
                "method": "action_open_done",
                "label": self.env._("Done"),
                "icon": "fa-check",
                "key": "d",
            },
            {
                "method": "action_open_snooze",
                "label": self.env._("Put Off"),
                "icon": "fa-clock-o",
                "key": "s",
            },
            {
                "method": "action_open_briefing",
                "label": self.env._("What to Know"),
                "icon": "fa-info-circle",
                "key": "i",
            },
        ]

    def _prepare_revisits(self, scope):
        """Return the function that prepares the items of planned contacts."""

        def prepare(revisits):
            return [self._prepare_revisit(revisit, scope) for revisit in revisits]

        return prepare

    def _prepare_revisit(self, revisit, scope):
        cadence, partner = revisit.cadence_id, revisit.partner_id
        parts = cadence.channel_ids.mapped("name")
        if revisit.role != "account_manager":
            roles = dict(revisit._fields["role"]._description_selection(self.env))
            parts.append(roles[revisit.role])
        last = partner.care_last_touch_date
        day = max(revisit.activity_date or revisit.due_date, scope.today)
        return self._prepare_item(
            revisit,
            partner,
            subtitle=", ".join(parts),
            last=last and last.isoformat(),
            last_channel=partner.care_last_touch_channel_id.name or "",
            last_letter=partner.care_last_touch_channel_id.letter or "",
            date=day.isoformat(),
            late=max((scope.today - revisit.due_date).days, 0),
            owner=revisit.user_id.name if scope.is_team else "",
        )

    # what is done
    def _get_done(self, scope):
        domain = self._get_done_domain(scope.today) & scope.of("user_id")
        return {
            "count": self.env["care.revisit"].search_count(domain),
            "list": self._list(self.env._("Done Today"), "care.revisit", domain),
        }

    def _get_done_domain(self, today):
        done = Domain("state", "=", "done")
        return done & Domain("done_date", "=", today.isoformat())
