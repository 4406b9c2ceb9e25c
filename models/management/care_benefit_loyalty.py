from odoo import models
from odoo.fields import Domain

MODEL = "loyalty.card"


class CareBenefitGrant(models.Model):
    """Cards of loyalty programmes, where the app is installed."""

    _inherit = "care.benefit.grant"

    def _get_loyal(self):
        """Those of a programme that exists."""
        if MODEL not in self.env:
            return self.browse()
        return self.filtered(
            lambda grant: grant.kind == "loyalty" and grant.benefit_id.program
        )

    def _give_cards(self):
        """Give each customer a card of the programme: the one that it had, or a new
        one. A card in use is noted as standing there before."""
        for benefit, grants in self._get_loyal().grouped("benefit_id").items():
            # sudo: who gets a card is decided by the tier; quiet: without a mail
            cards = self.env[MODEL].sudo().with_context(loyalty_no_mail=True)
            cards = cards.with_context(active_test=False)
            program = benefit.program
            found = Domain("program_id", "=", program.id)
            found &= Domain("partner_id", "in", grants.partner_id.ids)
            known = cards.search(found, order="active, id desc").grouped("partner_id")
            new = grants.filtered(lambda grant: grant.partner_id not in known)  # noqa: B023
            made = cards.create(
                [
                    {"program_id": program.id, "partner_id": grant.partner_id.id}
                    for grant in new
                ]
            )
            known |= made.grouped("partner_id")
            for grant in grants:
                card = known[grant.partner_id][-1:]
                grant.write(
                    {
                        "card": card.id,
                        "before": card.id if card.active and grant not in new else None,
                    }
                )
                card.active = True

    def _take_cards(self):
        """Archive the cards that these benefits brought; their points are kept."""
        for grant in self._get_loyal():
            if grant.card and not grant.before:
                # sudo: as above
                self.env[MODEL].sudo().browse(grant.card).exists().active = False
