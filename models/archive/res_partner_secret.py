from collections import defaultdict

from odoo import api, models


class ResPartner(models.Model):
    """Discretion towards a contact who has a secret relation with another customer."""

    _inherit = "res.partner"

    def _care_secret_relations(self):
        """Return the contacts about whom nothing may slip to each of these: a dict of
        recordsets by contact. A secret relation of its company counts for a person."""
        people = self | self.commercial_partner_id
        if not people._has_care_trace("relation"):
            return {}
        ids = people.ids
        # sudo: who may not know why has to be discreet too; callers tell no names
        rows = self.env["care.relation"].sudo()
        secret = [("is_secret", "=", True), ("other_id", "!=", False)]
        either = ["|", ("partner_id", "in", ids), ("other_id", "in", ids)]
        rows = rows.search(secret + either)
        others = defaultdict(self.browse)
        for row in rows:
            one, other = row.partner_id.with_env(self.env), row.other_id
            # sudo: whether somebody is a colleague is no secret
            if one.sudo().partner_share and other.partner_share:
                others[one.id] |= other.with_env(self.env)
                others[other.id] |= one
        return {
            partner: others[partner.id] | others[partner.commercial_partner_id.id]
            for partner in self
            if others.keys() & {partner.id, partner.commercial_partner_id.id}
        }

    def _get_care_discretion(self):
        """Return warnings for whoever writes to these contacts: plain sentences that
        name the relation to those alone who may read it."""
        texts, secrets = [], self._care_secret_relations()
        if not secrets:
            return texts
        rows = self.env["care.relation"].sudo(False)
        readable = rows.has_access("read")
        for partner, others in secrets.items():
            sides = (partner | partner.commercial_partner_id).ids
            known = readable and rows.search(
                [
                    ("is_secret", "=", True),
                    "|",
                    *("&", ("partner_id", "in", sides), ("other_id", "in", others.ids)),
                    *("&", ("other_id", "in", sides), ("partner_id", "in", others.ids)),
                ]
            )
            texts += known and known._get_discretion_texts() or []
            named = known and known.partner_id | known.other_id or self.browse()
            if others - named:
                texts.append(
                    self.env._(
                        "Be discreet with %(name)s: write nothing about other "
                        "customers.",
                        name=partner.display_name,
                    )
                )
        return texts

    @api.readonly
    def get_care_discretion(self):
        """What the chatter shows above a message to these contacts."""
        self.check_access("read")
        return self._get_care_discretion() if self.env.user._is_internal() else []

    def _care_contact_warnings(self):
        texts = self._get_care_discretion()
        return super()._care_contact_warnings() + [
            {"level": "warning", "text": text} for text in texts
        ]
