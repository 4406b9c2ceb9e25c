from lxml import etree

from odoo import models

# what the code of a template depends on, beside what Odoo names
RIGHTS = "raise_on_forbidden_code_for_model"


class IrQweb(models.AbstractModel):
    """A letter to thousands is compiled once, not for each of them."""

    _inherit = "ir.qweb"

    def _generate_code_uncached(self, template):
        compiled = self.env.context.get("care_compiled")
        if compiled is None or not isinstance(template, etree._Element):
            return super()._generate_code_uncached(template)
        names = (*self._get_template_cache_keys(), RIGHTS)
        key = (etree.tostring(template), *map(self.env.context.get, names))
        if key not in compiled:
            compiled[key] = super()._generate_code_uncached(template)
        return compiled[key]
