from odoo import api, models
from odoo.fields import Date, Domain

from ..care.care_day import Scope


class CareDashboard(models.AbstractModel):
    """How it stands with the customers; every area adds its tiles."""

    _name = "care.dashboard"
    _description = "Customer Dashboard"

    @api.model
    @api.readonly
    def get_dashboard(self, team_id=False):
        """Return the dashboard of the customers whom the user may see, or of those of
        the salespeople of one team.

        Keys: `company`; `as_of`; `reach`, all, team or own, whom the user sees at all;
        `team_id`, `teams` to choose from, {`id`, `name`}; `parts`, {`code`, `name`,
        `tiles`}; `pictures`, see `_get_pictures`; `links`, {`name`, `action`, `icon`}.
        """
        self.env["care.profile"].check_access("read")
        teams = self._get_teams()
        team = teams.filtered(lambda team: team.id == team_id)
        scope = self._get_scope(team)
        # sudo: the day of the last refresh is no secret
        policy = self.env["care.policy"].sudo()._get()
        return {
            "company": self.env.company.name,
            "as_of": Date.to_string(policy.as_of),
            "measure": policy.measure,
            "currency_id": policy.measure != "products" and policy.currency_id.id,
            "reach": self._get_reach(),
            "team_id": team.id,
            "teams": [{"id": team.id, "name": team.name} for team in teams],
            "parts": self._get_parts(scope),
            "pictures": self._get_pictures(scope),
            "links": self._get_links(),
        }

    # whose customers
    def _get_scope(self, team):
        # sudo: the clock of the company, and who is in a team, are no secret
        policy = self.env["care.policy"].sudo()._get()
        users = tuple(team.sudo().member_ids.ids) if team else None
        return Scope(policy._get_today(), policy._get_zone(), users, bool(team))

    def _get_reach(self):
        """Whether the user sees all customers, his team's, or his own."""
        day = self.env["care.day"]
        if day._reads_all():
            return "all"
        return "team" if day._get_members() else "own"

    def _get_teams(self):
        """Sales teams to choose from: all of the company, else those that one leads."""
        # sudo: names of teams
        teams = self.env["crm.team"].sudo()
        domain = Domain("company_id", "in", (False, self.env.company.id))
        if not self.env["care.day"]._reads_all():
            domain &= Domain("user_id", "=", self.env.uid)
        return teams.search(domain & Domain("member_ids", "!=", False))

    # tiles
    def _get_parts(self, scope):
        names = self._get_part_names()
        parts = {code: [] for code in names}
        for tile in sorted(self._get_tiles(scope), key=lambda tile: tile["sequence"]):
            parts.setdefault(tile.pop("part"), []).append(tile)
        return [
            {"code": code, "name": names.get(code, ""), "tiles": tiles}
            for code, tiles in parts.items()
            if tiles
        ]

    @api.model
    def _get_part_names(self):
        """Hook: {code: name} of the parts of the page, in order."""
        return {
            "customers": self.env._("Customers"),
            "risk": self.env._("Early Warnings"),
            "care": self.env._("Care"),
            "service": self.env._("Complaints"),
        }

    @api.model
    def _get_tiles(self, scope):
        """Hook: return what `_tile` and `_count_tile` make, for the people and the day
        of a `Scope`; they return lists, empty where the user has no right to look."""
        return []

    @api.model
    def _tile(self, code, name, value, part="customers", **options):
        """A number with the records behind it.

        Options: `sequence`; `format`, integer, monetary or percent (0 to 1); `hint`,
        a short text; `tone`, good or bad; `list`, what opens, see `_list`; `action`,
        an xmlid instead.
        """
        return [
            {
                "code": code,
                "name": name,
                "value": value,
                "part": part,
                "sequence": 50,
                "format": "integer",
                "hint": "",
                "tone": "",
                "list": False,
                "action": False,
                **options,
            }
        ]

    @api.model
    def _count_tile(self, code, name, model, domain, **options):
        """A tile that counts the records of a domain, by the user's rights."""
        if not self.env[model].has_access("read"):
            return []
        count = self.env[model].search_count(domain)
        found = self._list(name, model, domain)
        return self._tile(code, name, count, list=found, **options)

    @api.model
    def _list(self, name, model, domain, **context):
        """What the web client needs to open the list of some records."""
        return {
            "name": name,
            "res_model": model,
            "domain": list(Domain(domain)),
            "context": context,
        }

    # pictures and ways
    @api.model
    def _get_pictures(self, scope):
        """Hook: {code: what the picture draws}."""
        return {}

    @api.model
    def _get_links(self):
        """Hook: ways from here: {`name`, `action`: xmlid, `icon`, maybe `view`}."""
        return []
