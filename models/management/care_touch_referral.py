from odoo import api, fields, models


class CareTouch(models.Model):
    """An introduction received in a contact is a referral."""

    _inherit = "care.touch"

    referral_ids = fields.One2many("care.referral", "touch_id")

    @api.model_create_multi
    def create(self, vals_list):
        touches = super().create(vals_list)
        if any(vals.get("introduction") == "received" for vals in vals_list):
            touches._note_referrals()
        return touches

    def write(self, vals):
        result = super().write(vals)
        if not {"introduction", "introduced_name"}.isdisjoint(vals):
            self._note_referrals()
        return result

    def _note_referrals(self):
        """Note a referral for each introduction that names somebody."""
        named = self.filtered(
            lambda touch: (
                touch.introduction == "received"
                and (touch.introduced_name or "").strip()
                and not touch.referral_ids
            )
        )
        # sudo: who may note a contact may note what was said in it
        self.env["care.referral"].sudo().create(
            [touch._prepare_referral_values() for touch in named]
        )

    def _prepare_referral_values(self):
        self.ensure_one()
        zone = self.with_context(tz=self.user_id.tz or self.env.user.tz)
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "touch_id": self.id,
            "referred_name": self.introduced_name,
            "date": fields.Datetime.context_timestamp(zone, self.date).date(),
            "user_id": self.user_id.id or self.env.uid,
        }
