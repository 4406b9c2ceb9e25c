from freezegun import freeze_time

from .complaint_common import ComplaintCommon, at

HANDLER = "crm_customer_care.group_complaint_handler"


class LadderCommon(ComplaintCommon):
    """A complaint of 8 working hours, received on Friday at 16:00, and four people.

    It is due on Monday at 16:00; the four levels act on Monday at 14:00 and 16:00, on
    Tuesday at 16:00 and on Thursday at 16:00.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.escalation_active = True
        cls.budgets(resolve=8)
        cls.company.resource_calendar_id = cls.calendar()
        names = ("Responsible", "Leader", "Head", "Sponsor")
        people = [
            cls.user("employee", HANDLER, name=name, tz="Asia/Shanghai")
            for name in names
        ]
        cls.responsible, cls.leader, cls.head, cls.sponsor = people
        cls.team = cls.env["crm.team"].create(
            {"name": "Team", "user_id": cls.leader.id, "company_id": cls.company.id}
        )
        cls.policy.key_account_head_id = cls.head
        cls.buyer.care_team_ids = [
            (0, 0, {"user_id": cls.sponsor.id, "role": "sponsor"})
        ]

    @classmethod
    def case(cls, moment="2026-06-05 16:00", **vals):
        people = {"user_id": cls.responsible.id, "team_id": cls.team.id}
        return cls.complaint(moment, **{**people, **vals})

    @classmethod
    def level(cls, name):
        return cls.env.ref(f"crm_customer_care.care_escalation_level_{name}")

    @classmethod
    def at(cls, moment):
        return freeze_time(at(moment))

    def told(self, complaint, state="sent"):
        """Names of those whom the ladder told, in order."""
        rows = complaint.escalation_ids.filtered(lambda row: row.state == state)
        return rows.sorted("id").mapped("user_id.name")

    def acted(self, complaint):
        """{number of the level: state} of what the ladder did."""
        rows = complaint.escalation_ids
        return {int(row.level_id.name[0]): row.state for row in rows}
