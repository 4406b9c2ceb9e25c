import re

from odoo import api, models
from odoo.tools import SQL


class Base(models.AbstractModel):
    """What the privacy lookup needs to know of records of customers."""

    _inherit = "base"

    @api.model
    def _get_privacy_links(self):
        """Names of the columns that refer to a contact."""
        return [
            field.name
            for field in self._fields.values()
            if field.store
            and field.type == "many2one"
            and field.comodel_name == "res.partner"
        ]

    @api.model
    def _get_privacy_texts(self):
        """Names of the columns whose text may name somebody."""
        return [
            field.name
            for field in self._fields.values()
            if field.store
            and field.type in ("char", "text", "html")
            and not field.translate
            and not field.company_dependent
        ]

    def _get_privacy_names_only(self, people, name):
        """Whether this record is about none of these people but names one of them."""
        self.ensure_one()
        if any(self[link] & people for link in self._get_privacy_links()):
            return False
        # a line that consists of the name alone is about the person
        return not any(
            (self[text] or "").strip().lower() == name.strip().lower()
            for text in self._get_privacy_texts()
        )

    def _erase_privacy_name(self, name):
        """Take a name out of all texts, even of records that nobody may write."""
        self.flush_recordset()
        pattern = re.escape(name.strip())
        texts = self._get_privacy_texts()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id IN %s",
                SQL.identifier(self._table),
                SQL(", ").join(
                    SQL(
                        "%(text)s = regexp_replace(%(text)s, %(pattern)s, '…', 'gi')",
                        text=SQL.identifier(text),
                        pattern=pattern,
                    )
                    for text in texts
                ),
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(texts)
