from odoo import models
from odoo.fields import Domain


class CareDay(models.AbstractModel):
    """How the day of each salesperson of a team goes."""

    _inherit = "care.day"

    def _get_people(self, scope):
        """Rows of the salespeople: {`id`, `name`, `cells`}, each cell with its `count`
        and the `list` of what was counted."""
        columns = self._get_people_columns(scope)
        counts = [
            dict(
                self.env[model]._read_group(
                    domain & scope.of("user_id") & Domain("user_id", "!=", False),
                    ["user_id"],
                    ["__count"],
                )
            )
            for _code, _name, model, domain in columns
        ]
        users = self.env["res.users"].browse(scope.user_ids or ())
        for found in counts:
            users = users.union(*found)
        return [
            {
                "id": user.id,
                "name": user.name,
                "cells": [
                    self._get_cell(user, column, found.get(user, 0))
                    for column, found in zip(columns, counts, strict=True)
                ],
            }
            # sudo: names of colleagues
            for user in users.sudo().sorted(lambda user: (user.name or "", user.id))
        ]

    def _get_cell(self, user, column, count):
        code, name, model, domain = column
        mine = domain & Domain("user_id", "=", user.id)
        found = self._list(f"{name}: {user.name}", model, mine)
        return {"code": code, "name": name, "count": count, "list": found}

    def _get_people_columns(self, scope):
        """Hook: (code, name, model, domain) of what is counted of each salesperson, by
        the field `user_id` of the model."""
        domains = self._get_contact_domains(scope.today)
        start, end = self._get_span(scope)
        touches = Domain("date", ">=", start) & Domain("date", "<", end)
        done = self._get_done_domain(scope.today)
        revisit = "care.revisit"
        return [
            ("overdue", self.env._("Overdue"), revisit, domains["overdue"]),
            ("today", self.env._("Today"), revisit, domains["today"]),
            ("done", self.env._("Done Today"), revisit, done),
            ("next", self.env._("Next 7 Days"), revisit, domains["next"]),
            ("logged", self.env._("Contacts of Today"), "care.touch", touches),
        ]
