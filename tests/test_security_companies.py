from .security_common import SecurityCommon
from .security_world import World

# models whose records belong to no company
WITHOUT_COMPANY = {
    "care.audit.draw",
    "care.channel",
    "care.complaint.cause",
    "care.date.kind",
    "care.export",
    "care.export.log",
    "care.interest",
    "care.kpi",
    "care.occasion",
    "care.quadrant",
    "care.relation.kind",
    "care.satisfaction.item",
    "care.segment",
    "care.strategy",
}
# ... or to that of their contact, if it has one
OF_CONTACT = {"care.confidential", "care.consent", "care.date", "care.relation"}


class TestSecurityCompanies(SecurityCommon):
    """A customer of two companies, and who works in both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.me.company_ids |= cls.elsewhere
        cls.take_role("sales manager")
        both = [(6, 0, (cls.company | cls.elsewhere).ids)]
        owner = cls.user("salesperson", name="Owner", company_ids=both)
        shared = cls.customer(name="Shared", user_id=owner.id)
        cls.shared = {
            kind: cls.places[kind]._replace(customer=shared, owner=owner)
            for kind in ("o", "x")
        }
        cls.records_of_shared = World(cls.env, cls.shared).fill()

    def test_records_follow_the_chosen_companies(self):
        self.check_companies(self.records)

    def test_records_of_a_shared_customer_follow_the_chosen_companies(self):
        self.check_companies(self.records_of_shared, OF_CONTACT)

    def check_companies(self, records, everywhere=frozenset()):
        both = self.company | self.elsewhere
        for companies in (self.company, self.elsewhere, both):
            wrong = [
                f"{model}: seen are {sorted(seen)}, not {sorted(wanted)}; give it a "
                f"company and a rule, or say here that it has none"
                for model, wanted, seen in self.compare(records, companies, everywhere)
                if seen != wanted
            ]
            self.assertEqual(wrong, [], f"in {companies.mapped('name')}")

    def compare(self, records, companies, everywhere):
        """(model, places to be seen, places seen) of models that the user reads."""
        for name, by_place in records.items():
            model = self.env[name].with_user(self.me)
            context = {"allowed_company_ids": companies.ids, "active_test": False}
            model = model.with_context(**context)
            if not model.has_access("read") or model._transient:
                continue
            near = {
                kind
                for kind in by_place
                if name in WITHOUT_COMPANY | everywhere
                or self.places[kind].company in companies
            }
            yield name, near, self.get_seen(model, by_place)

    def get_seen(self, model, by_place):
        """Places whose records are found."""
        if not model._auto:
            # their ids are places in a list, another one for each choice
            model.invalidate_model()
            seen = model.search([]).company_id
            return {kind for kind in by_place if self.places[kind].company in seen}
        found = model.search([("id", "in", [one.id for one in by_place.values()])])
        return {kind for kind, one in by_place.items() if one.id in found.ids}
