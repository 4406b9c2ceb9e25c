from dataclasses import dataclass
from datetime import date

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

ITEMS = 6
NO_CONTACT = {
    **{"title": "", "subtitle": "", "owner": "", "phone": "", "warning": ""},
    **{"date": False, "late": 0, "tier": ""},
}
READERS_OF_ALL = (
    "crm_customer_care.group_manager",
    "crm_customer_care.group_auditor",
    "sales_team.group_sale_salesman_all_leads",
)


# all of a section is counted: never read a table in the order of the few rows shown
COUNTED = {"random_page_cost": "1.1", "enable_incremental_sort": "off"}


@dataclass(frozen=True)
class Scope:
    """Whose day it is, and which; `user_ids` None: everybody whom the rules show."""

    today: date
    zone: str
    user_ids: tuple | None
    is_team: bool

    def of(self, *names):
        """Domain of the records that one of the users has, by any of the fields."""
        if self.user_ids is None:
            return Domain.TRUE
        return Domain.OR(Domain(name, "in", self.user_ids) for name in names)


class CareDay(models.AbstractModel):
    """What there is to do for customers today; every area adds its sections."""

    _name = "care.day"
    _description = "My Care Day"

    @api.model
    @api.readonly
    def get_day(self, team=False):
        """Return what the user has to do today, by the user's rights; with `team`, what
        the salespeople have whom the user leads.

        Keys: `today`, ISO date of the company; `is_team`; `has_team`, whether there is
        a team to look at; `is_planning`, whether contacts are planned at all; `done`,
        {`count`, `list`} of the contacts planned and done; `people`, rows of the team;
        `sections`, those with anything to show, in order. Each is {`code`, `name`,
        `place` main|side|log, `model`, `count`, `list`, `items`, `groups`, `buttons`};
        a `list` is {`name`, `res_model`, `domain`} of exactly what was counted.
        """
        self.env["care.revisit"].check_access("read")
        with self.env["care.profile"]._planned(COUNTED):
            return self._read_day(self._get_scope(team))

    @api.model
    def _read_day(self, scope):
        sections = sorted(self._get_sections(scope), key=lambda row: row["sequence"])
        sections = [self._fill_section(section) for section in sections]
        self._add_contacts(sections)
        return {
            "today": scope.today.isoformat(),
            "is_team": scope.is_team,
            "has_team": self._has_team(),
            "is_planning": self._is_planning(),
            "done": self._get_done(scope),
            "people": self._get_people(scope) if scope.is_team else [],
            "sections": [section for section in sections if section["count"]],
        }

    # whose day
    def _get_scope(self, team):
        # sudo: the clock of the company is no secret
        policy = self.env["care.policy"].sudo()._get()
        is_team = bool(team) and self._has_team()
        users = self._get_team_user_ids() if is_team else (self.env.uid,)
        return Scope(policy._get_today(), policy._get_zone(), users, is_team)

    @api.model
    def _get_shown_zone(self, scope):
        """The zone in which forms show moments to the user."""
        has_own = self.env.context.get("tz") or self.env.user.tz
        return str(self.env.tz) if has_own else scope.zone

    def _has_team(self):
        return self._reads_all() or bool(self._get_members())

    def _reads_all(self):
        return any(self.env.user.has_group(group) for group in READERS_OF_ALL)

    def _get_members(self):
        # sudo: whom one leads is no secret
        return self.env.user.sudo().care_team_user_ids - self.env.user

    def _get_team_user_ids(self):
        """Ids of the users in the team's view; None: all of them."""
        if self._reads_all():
            return None
        return (self.env.uid, *self._get_members().ids)

    def _is_planning(self):
        active = self.env["care.policy"]._get_cadence_company_ids()
        return not set(active).isdisjoint(self.env.companies.ids)

    # sections
    @api.model
    def _get_sections(self, scope):
        """Hook: return what `_section` makes, for the people and the day of `Scope`."""
        return []

    @api.model
    def _section(self, code, name, model, domain, **options):
        """A section of the records that a domain finds.

        Options: `sequence`; `place`, main, side or log; `order` and `limit` of the
        items; `prepare`, which returns the items of records, see `_prepare_item`;
        `groups`, lists of parts of them with their counts; `buttons`, {`method`,
        `label`, `icon`, `key`}: a method of the model to call on an item, whose action,
        if it returns one, is opened; `key` is the letter that does it.
        """
        return {
            "code": code,
            "name": name,
            "model": model,
            "domain": Domain(domain),
            "sequence": 50,
            "place": "side",
            "order": None,
            "limit": ITEMS,
            "prepare": self._prepare_items,
            "groups": [],
            "buttons": [],
            **options,
        }

    def _fill_section(self, section):
        records = self.env[section["model"]]
        query = records._search(section["domain"], order=section["order"])
        # not before: what is left out for want of rights would be counted short
        query.limit = section["limit"]
        number = SQL.identifier(query.table, "id")
        rows = self.env.execute_query(query.select(number, SQL("count(*) OVER ()")))
        found = records.browse(number for number, _count in rows)
        count = rows[0][1] if rows else 0
        kept = ("code", "name", "place", "model", "groups", "buttons")
        return {
            **{key: section[key] for key in kept},
            "count": count,
            "list": self._list(section["name"], section["model"], section["domain"]),
            "items": section["prepare"](found) if found else [],
        }

    @api.model
    def _list(self, name, model, domain):
        """What the web client needs to open the list of some records."""
        return {"name": name, "res_model": model, "domain": list(Domain(domain))}

    def _prepare_items(self, records):
        return [
            self._prepare_item(record, title=record.display_name) for record in records
        ]

    @api.model
    def _prepare_item(self, record, partner=None, **values):
        """An item of a section; `partner` is whom to open, to call and to log.

        Values: `title`, by default the name of the partner; `subtitle`, `date` (ISO),
        `late` (days), `owner` (name).
        """
        return {"id": record.id, "partner_id": bool(partner) and partner.id, **values}

    def _add_contacts(self, sections):
        """Complete the items by what there is to know of their contacts."""
        items = [item for section in sections for item in section["items"]]
        numbers = dict.fromkeys(item["partner_id"] for item in items)
        partners = self.env["res.partner"].browse(filter(None, numbers))
        contacts = self._prepare_contacts(partners)
        for item in items:
            contact = contacts.get(item["partner_id"], {})
            item.update({**NO_CONTACT, **contact, **item})

    def _prepare_contacts(self, partners):
        callers = {partner: self._get_caller(partner) for partner in partners}
        warnings = {
            caller: caller._get_care_call_warning()
            for caller in partners.union(*callers.values())
        }
        return {
            partner.id: {
                "title": partner.display_name,
                "phone": caller.phone or "",
                "phone_name": caller.name or "",
                "warning": warnings.get(caller, ""),
                "tier": partner.care_tier_id.name or "",
                "tier_color": partner.care_tier_color,
            }
            for partner, caller in callers.items()
        }

    def _get_caller(self, partner):
        """Whom to call about a contact: itself, one of its people, or its company."""
        known = (partner, *partner.child_ids, partner.commercial_partner_id)
        return next((one for one in known if one.phone), partner.browse())
