from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models


class CareTouchCause(models.AbstractModel):
    """What is a contact as soon as it has come true: a gift, an attendance.

    Its contact is in the log once, follows changes, and goes when it was a mistake.
    """

    _name = "care.touch.cause"
    _description = "Cause of a Contact"
    _inherit = ["care.contact.record", "care.kept.record", "care.profile.link"]
    # the field that makes it true, and those that its contact repeats
    _care_fact = ""
    _care_repeated = ("partner_id", "company_id")
    # whoever names a contact here would have it written over
    _care_noted = frozenset({"touch_id"})

    touch_id = fields.Many2one(
        "care.touch",
        string="Logged Contact",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    def _has_happened(self):
        """Hook: whether this is a contact by now."""
        raise NotImplementedError

    def _prepare_touch_values(self):
        """Values of the contact, as `care.touch._log` takes them."""
        self.ensure_one()
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "res_model": self._name,
            "res_id": self.id,
            "source": f"{self._name}:{self.id}",
        }

    @api.model_create_multi
    def create(self, vals_list):
        causes = super().create(vals_list)
        causes._log_touches()
        return causes

    def write(self, vals):
        result = super().write(vals)
        if self._care_fact in vals:
            self._log_touches()
        elif not vals.keys().isdisjoint(self._care_repeated):
            self._repeat_touches()
        return result

    def unlink(self):
        # sudo: the contact goes with what it came from
        touches = self.touch_id.sudo()
        result = super().unlink()
        touches.unlink()
        return result

    def _log_touches(self):
        """Log what has come true, and take out of the log what has not."""
        happened = self.filtered(lambda cause: cause._has_happened())
        # sudo: the log follows whoever may write the cause
        (self - happened).touch_id.sudo().unlink()
        happened._repeat_touches()
        new = happened.filtered(lambda cause: not cause.touch_id)
        values = {cause: cause._prepare_touch_values() for cause in new}
        touches = self.env["care.touch"]._log(list(values.values()))
        # sudo: the cause knows its contact, whoever may read the log
        known = {touch.source: touch for touch in touches.sudo()}
        for cause, vals in values.items():
            cause.sudo().touch_id = known.get(vals["source"])

    def _repeat_touches(self):
        for cause in self:
            if cause.touch_id:
                vals = cause._prepare_touch_values()
                del vals["source"]
                cause.touch_id.sudo().write(vals)  # sudo: as when it was logged

    def _get_zone(self):
        """Time zone of the company."""
        # sudo: whoever may see an event may know when it begins
        return self.env["care.policy"].sudo()._get(self.company_id)._get_zone()

    def _get_noon(self, day):
        """UTC moment at which a contact of a day is logged: noon, or now."""
        noon = datetime.combine(day, time(12), ZoneInfo(self._get_zone()))
        noon = noon.astimezone(timezone.utc).replace(tzinfo=None)
        return min(noon, fields.Datetime.now())
