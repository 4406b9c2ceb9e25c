from odoo import fields, models

REASONS = [
    ("customer", "Waiting for the customer"),
    ("third_party", "Waiting for a third party"),
]


class CareComplaintPause(models.Model):
    _name = "care.complaint.pause"
    _description = "Pause of a Complaint"
    _inherit = ["care.complaint.line"]
    _order = "start desc, id desc"
    _rec_name = "reason"

    reason = fields.Selection(REASONS, required=True, readonly=True)
    start = fields.Datetime(required=True, readonly=True)
    stop = fields.Datetime(readonly=True)

    _open_uniq = models.UniqueIndex(
        "(complaint_id) WHERE stop IS NULL", "This complaint is waiting already."
    )
    _check_stop = models.Constraint(
        "CHECK(stop IS NULL OR stop >= start)", "A pause can't end before it begins."
    )
