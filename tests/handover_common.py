from odoo.tools import SQL

from .complaint_common import ComplaintCommon

# every column that a handover writes
COLUMNS = {
    "res_partner": ("user_id",),
    "care_profile": ("user_id", "assigned_date"),
    "crm_lead": ("user_id",),
    "sale_order": ("user_id",),
    "care_complaint": ("user_id",),
    "care_revisit": ("user_id",),
    "care_plan": ("user_id",),
    "care_plan_step": ("user_id",),
    "care_risk": ("user_id",),
    "care_loss": ("user_id",),
    "care_greeting": ("user_id",),
    "care_gift": ("user_id",),
    "care_complaint_action": ("user_id",),
    "mail_activity": ("user_id",),
}


class HandoverCommon(ComplaintCommon):
    """A salesperson who leaves, two who stay, and a manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaver = cls.user("salesperson", name="Leaver")
        cls.anna = cls.user("salesperson", name="Anna")
        cls.ben = cls.user("salesperson", name="Ben")
        cls.boss = cls.user("manager", name="Boss")

    @classmethod
    def handover(cls, *receivers, **vals):
        """Handover of the leaver to users, or to dicts of values of receivers."""
        receivers = receivers or (cls.anna,)
        commands = [
            (0, 0, one if isinstance(one, dict) else {"user_id": one.id})
            for one in receivers
        ]
        vals = {
            "old_user_id": cls.leaver.id,
            "receiver_ids": commands,
            "reason": "Moves abroad",
            "company_id": cls.company.id,
            **vals,
        }
        return cls.env["care.handover"].with_user(cls.boss).create(vals)

    @classmethod
    def owned(cls, **vals):
        """A customer of the leaver."""
        return cls.customer(user_id=cls.leaver.id, **vals)

    @classmethod
    def task(cls, record, user=None):
        return record.activity_schedule(
            "mail.mail_activity_data_todo", user_id=(user or cls.leaver).id
        )

    @classmethod
    def plan(cls, customer, **vals):
        vals = {"name": "Grow", "partner_id": customer.id, **vals}
        vals = {"date_from": "2026-01-01", "date_to": "2026-12-31", **vals}
        return cls.env["care.plan"].create({"user_id": cls.leaver.id, **vals})

    def dump(self):
        """Every column that a handover writes, of all rows."""
        self.env.flush_all()
        return {
            table: self.env.execute_query(
                SQL(
                    "SELECT id, %s FROM %s ORDER BY id",
                    SQL(", ").join(map(SQL.identifier, columns)),
                    SQL.identifier(table),
                )
            )
            for table, columns in COLUMNS.items()
        }
