from odoo import api, models
from odoo.exceptions import ValidationError

LONGEST = 3650


class CareBoundedDays(models.AbstractModel):
    """Numbers of days and months are not so large that a date leaves the calendar."""

    _name = "care.bounded.days"
    _description = "Record with Bounded Numbers of Days"

    def _get_span_names(self):
        return [
            name
            for name, field in self._fields.items()
            if field.type == "integer"
            and field.store
            and name.endswith(("_days", "_months"))
        ]

    @api.constrains(lambda self: self._get_span_names())
    def _check_spans(self):
        for record in self:
            for name in self._get_span_names():
                if record[name] > LONGEST:
                    label = self._fields[name]._description_string(self.env)
                    raise ValidationError(
                        self.env._(
                            "%(field)s: %(value)s is more than %(longest)s, the most "
                            "that can be entered.",
                            field=label,
                            value=record[name],
                            longest=LONGEST,
                        )
                    )
