from odoo import fields, models
from odoo.fields import Domain

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    _inherit = "res.partner"

    care_audience = fields.Char(
        string="Audience",
        store=False,
        search="_search_care_audience",
        exportable=False,
        groups=CARE_READER,
        help="To search by: model and number of a record that has an audience, such as "
        "care.invitation,1",
    )

    def _search_care_audience(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = Domain.FALSE
        for reference in value:
            model, _comma, number = str(reference).partition(",")
            if (
                hasattr(self.env.get(model), "_get_audience_domain")
                and number.isdigit()
            ):
                audience = self.env[model].browse(int(number)).exists()
                audience.check_access("read")
                for one in audience:
                    found |= one._get_audience_customers_domain()
        return found
