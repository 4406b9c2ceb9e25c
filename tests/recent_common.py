from datetime import date
from unittest.mock import patch

from odoo.tools import SQL

from .common import CareCommon

TODAY = date(2026, 6, 29)


class RecentCommon(CareCommon):
    """It is 29 June 2026 for the refresh."""

    def setUp(self):
        super().setUp()
        policies = type(self.policy)
        self.startPatcher(patch.object(policies, "_get_today", lambda _policy: TODAY))

    def age(self):
        """Let everything have been written long before the last refresh."""
        self.env.flush_all()
        for table in ("care_deal", "res_partner", "crm_lead"):
            query = SQL(
                "UPDATE %s SET write_date = '2000-01-01'", SQL.identifier(table)
            )
            self.env.cr.execute(query)
