from .common import CareCommon
from .security_world import Place, World

CARE = "crm_customer_care"
# role: its groups
ROLES = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "user": f"{CARE}.group_user",
    "salesperson": "sales_team.group_sale_salesman",
    "all documents": "sales_team.group_sale_salesman_all_leads",
    "handler": f"{CARE}.group_complaint_handler",
    "auditor": f"{CARE}.group_auditor",
    "export": f"{CARE}.group_export",
    "manager": f"{CARE}.group_manager",
    "sales manager": "sales_team.group_sale_manager",
    "settings": "base.group_system",
}
OPERATIONS = ("read", "write", "create", "unlink")


class SecurityCommon(CareCommon):
    """Somebody whose role changes; records of his, of his team, of others, of another
    company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.me = cls.user("salesperson", name="Me")
        cls.mate = cls.user("salesperson", name="Mate")
        cls.stranger = cls.user("salesperson", name="Stranger")
        cls.env["crm.team"].create(
            {
                "name": "Team",
                "user_id": cls.me.id,
                "company_id": cls.company.id,
                "member_ids": [(6, 0, cls.mate.ids)],
            }
        )
        cls.open_company()
        cls.places = {
            "o": cls.place(cls.me),
            "t": cls.place(cls.mate),
            "f": cls.place(cls.stranger),
            "x": cls.place(cls.outsider, cls.elsewhere),
        }
        cls.invite()
        cls.world = World(cls.env, cls.places)
        cls.records = cls.world.fill()

    @classmethod
    def open_company(cls):
        """Another company, and who works there."""
        cls.elsewhere = cls.env["res.company"].create(
            {"name": "Elsewhere", "currency_id": cls.company.currency_id.id}
        )
        cls.env.user.company_ids |= cls.elsewhere
        cls.outsider = cls.user(
            "salesperson",
            name="Outsider",
            company_id=cls.elsewhere.id,
            company_ids=[(6, 0, cls.elsewhere.ids)],
        )

    @classmethod
    def invite(cls):
        """Who comes from outside."""
        cls.guest = cls.user("portal", name="Guest")
        cls.guest.partner_id.parent_id = cls.places["o"].customer
        cls.visitor = cls.env.ref("base.public_user")
        cls.visitor.sudo().write(
            {"company_ids": [(4, cls.company.id)], "company_id": cls.company.id}
        )

    @classmethod
    def place(cls, owner, company=None):
        company = company or cls.company
        customer = cls.customer(
            name=f"Customer of {owner.name}",
            user_id=owner.id,
            company_id=company.id,
            email=f"{owner.login}@example.com",
        )
        return Place(company, owner, customer)

    @classmethod
    def take_role(cls, role):
        """The user who has a role from now on."""
        if role == "public":
            return cls.visitor
        if role == "portal":
            return cls.guest
        groups = cls.env.ref(ROLES[role]) | cls.env.ref("base.group_user")
        cls.me.write({"group_ids": [(6, 0, groups.ids)]})
        cls.env.invalidate_all()
        return cls.me
