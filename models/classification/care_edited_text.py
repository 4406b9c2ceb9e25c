from lxml import etree

from odoo import api, models
from odoo.tools import SQL, file_path

DATA = "crm_customer_care/data/mail_activity_plan_%s_data.xml"
PARTS = ("quadrant", "segment", "risk")


class CareEditedText(models.AbstractModel):
    """Texts of Odoo's plans: translated until somebody edits them."""

    _name = "care.edited.text"
    _description = "Texts That Read the Same to Everybody Once Edited"

    _care_texts = ()

    def write(self, vals):
        """What somebody writes holds in all languages, for a translation of the old
        text says something else. Who wants one for the new text adds it after."""
        before = [(row, name, row[name]) for row in self for name in self._care_texts]
        result = super().write(vals)
        if self.env.context.keys().isdisjoint(("install_mode", "care_everywhere")):
            for row, name, text in before:
                if row[name] != text:
                    row._write_everywhere({name: row[name]})
        return result

    def _write_everywhere(self, texts):
        row = self.with_context(care_everywhere=True)
        for code, _name in self.env["res.lang"].get_installed():
            row.with_context(lang=code).write(texts)

    @api.model
    def _keep_edited(self, langs):
        """Make edited texts their own translation into languages that they lack: Odoo
        would load that of the text that was shipped."""
        self.flush_model()
        for name in self._care_texts:
            # terms of markup are loaded by their source, so that those are safe
            if self._fields[name].translate is True:
                self._fill_edited(name, self._get_shipped(name), langs)
        self.invalidate_model()

    @api.model
    def _get_shipped(self, name):
        """{external identifier: text} of a field, as the addon ships it."""
        texts = {}
        for part in PARTS:
            tree = etree.parse(file_path(DATA % part))
            for record in tree.iterfind(f".//record[@model='{self._name}']"):
                texts[record.get("id")] = record.findtext(f"field[@name='{name}']")
        return texts

    @api.model
    def _fill_edited(self, name, shipped, langs):
        self.env.cr.execute(
            SQL(
                """UPDATE %(table)s t
                      SET %(column)s = (SELECT jsonb_object_agg(lang, t.%(text)s)
                                          FROM unnest(%(langs)s) lang) || t.%(column)s
                     FROM unnest(%(names)s, %(texts)s) s(name, shipped)
                     JOIN ir_model_data d USING (name)
                    WHERE d.module = 'crm_customer_care' AND d.model = %(model)s
                      AND d.res_id = t.id AND t.%(text)s <> s.shipped""",
                table=SQL.identifier(self._table),
                column=SQL.identifier(name),
                text=SQL("%s->>'en_US'", SQL.identifier(name)),
                langs=list(langs),
                names=list(shipped),
                texts=list(shipped.values()),
                model=self._name,
            )
        )
