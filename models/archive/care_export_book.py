from odoo import api, models
from odoo.fields import Domain
from odoo.tools import html2plaintext, split_every

from ...tools import date_text, sheet_columns
from ...tools.sheet_head import plain
from ...tools.sheet_line import LISTS, join_list
from ...tools.sheet_words import WORDS, word_of
from ...tools.sheet_write import WorkbookWriter
from .care_import_lookup import LARGE, NAMED

CHUNK = 1000


class CareExportBook(models.AbstractModel):
    """Customers as the workbook that `care.import` reads: in again, nothing changes.

    All is read with the rights of the user: what he may not see isn't in it.
    """

    _name = "care.export.book"
    _description = "Workbook of Customers"

    @api.model
    def _write(self, partners):
        """Return the bytes of a workbook of these contacts and their persons."""
        writer = WorkbookWriter()
        everybody = self._get_everybody(partners)
        lookups = {}
        position = sheet_columns.position_of(self.env.lang)
        for sheet, get_rows in self._get_sheets():
            heads = [column.names[position] for column in sheet.columns]
            target = writer.add_sheet(sheet.names[position], heads)
            for chunk in split_every(CHUNK, everybody.ids):
                for row in get_rows(everybody.browse(chunk)):
                    target.write_row(
                        [
                            self._tell(column, row.get(column.key), lookups)
                            for column in sheet.columns
                        ]
                    )
                self.env.invalidate_all()
        self._add_sheets(writer, everybody)
        return writer.close()

    @api.model
    def _get_sheet_names(self):
        """Hook: what the workbook holds, in English."""
        return [sheet.names[0] for sheet, _get_rows in self._get_sheets()]

    @api.model
    def _add_sheets(self, writer, partners):
        """Hook: add sheets that have other columns for other contacts."""

    @api.model
    def _get_sheets(self):
        """Hook: (sheet of the table of columns, method that gives its rows)."""
        return [
            (sheet_columns.CUSTOMERS, self._get_customers),
            (sheet_columns.PERSONS, self._get_persons),
            (sheet_columns.DATES, self._get_dates),
            (sheet_columns.RELATIONS, self._get_relations),
            (sheet_columns.CONSENTS, self._get_consents),
            (sheet_columns.TEAMS, self._get_teams),
            (sheet_columns.DEALS, self._get_deals),
        ]

    @api.model
    def _get_everybody(self, partners):
        """The chosen contacts and, of companies, their persons and branches."""
        family = Domain("id", "child_of", partners.ids) & Domain("type", "=", "contact")
        return self.env["res.partner"].search(
            Domain("id", "in", partners.ids) | family, order="id"
        )

    @api.model
    def _tell(self, column, value, lookups):
        """The cell of a value: records by a name that the import understands."""
        if isinstance(value, models.BaseModel):
            names = [self._get_name(column.kind, record, lookups) for record in value]
            return join_list(names) if column.kind in LISTS else "".join(names[:1])
        if column.kind in WORDS and value:
            return word_of(column.kind, value, sheet_columns.position_of(self.env.lang))
        if column.kind == "yes":
            words = ("Yes", "是", "是")
            return value and words[sheet_columns.position_of(self.env.lang)] or None
        return value or (0 if column.kind == "number" and value == 0 else None)

    @api.model
    def _get_name(self, kind, record, lookups):
        if kind in LARGE:
            code = record["default_code" if kind == "products" else "ref"]
            return code or record.name
        if kind not in NAMED:
            return record.display_name
        if kind not in lookups:
            lookups[kind] = self.env["care.import.lookup"]._get_names(kind)[0]
        _model, name, others = NAMED[kind]
        texts = [record[field] for field in ("name", name, *others) if record[field]]
        for text in texts:
            if lookups[kind].get(plain(text)) == {record.id}:
                return text
        # nobody gives customers to a colleague who left
        return "" if kind == "user" else texts[0]

    @api.model
    def _get_values(self, record, fields):
        """What the columns of `fields` show of a record, as far as the user may."""
        values = {}
        for key, name in fields.items():
            field = record._fields[name]
            if not record._has_field_access(field, "read"):
                continue
            value = record[name]
            if field.type == "html":
                value = html2plaintext(value or "").strip()
            if field.type in ("float", "integer") and not value:
                value = None
            if name == "state_id" and value.country_id == record.country_id:
                # the country stands beside it
                value = value.name
            values[key] = value
        return values

    @api.model
    def _get_identity(self, partner):
        mark = self.env["care.import.partner"]._get_database_mark()
        return {"name": partner.name, "id": f"{partner.id}-{mark}"}

    @api.model
    def _get_customers(self, partners):
        fields = self.env["care.import.customer"]._care_fields
        for partner in partners.filtered("is_company"):
            yield {
                **self._get_values(partner, fields),
                **self._get_identity(partner),
                "tier": partner.care_tier_id,
            }

    @api.model
    def _get_persons(self, partners):
        own = self.env["care.import.person"]._care_fields
        alone = {
            **own,
            **self.env["care.import.person"]._get_address_fields(),
        }
        for partner in partners:
            if partner.is_company:
                continue
            parent = partner.parent_id
            yield {
                **self._get_values(partner, own if parent else alone),
                **self._get_identity(partner),
                "customer": parent.name,
                "customer_ref": parent.ref,
            }

    @api.model
    def _get_who(self, partner):
        """The columns that say who a row of dates or relations is about."""
        if partner.is_company:
            return {**self._get_identity(partner), "customer": partner.name, "name": ""}
        customer = partner.parent_id.name
        return {**self._get_identity(partner), "customer": customer}

    @api.model
    def _get_dates(self, partners):
        dates = self.env["care.date"].search(
            [("partner_id", "in", partners.ids)], order="partner_id, id"
        )
        for date in dates:
            viewed = date.relation_id.with_context(care_viewpoint=date.partner_id.id)
            yield {
                **self._get_who(date.partner_id),
                "kind": date.kind_id,
                "date": date_text.plain(date._get_partial()),
                "label": date.name,
                "relative": viewed.counterpart_id.name or viewed.other_name,
                "note": date.note,
            }

    @api.model
    def _get_relations(self, partners):
        relations = self.env["care.relation"].search(
            [("partner_id", "in", partners.ids)], order="partner_id, id"
        )
        for relation in relations:
            kind, other = relation.kind_id, relation.other_id
            yield {
                **self._get_who(relation.partner_id),
                "kind": relation.is_reversed and kind.inverse_name or kind.name,
                "other": other.name or relation.other_name,
                "other_id": other and self._get_identity(other)["id"],
                "secret": relation.is_secret,
                "note": relation.note,
            }

    @api.model
    def _get_consents(self, partners):
        consents = self.env["care.consent"].search(
            [("partner_id", "in", partners.ids)], order="partner_id, id"
        )
        fields = self.env["care.import.consent"]._care_fields
        for consent in consents:
            yield {
                **self._get_who(consent.partner_id),
                **self._get_values(consent, fields),
            }

    @api.model
    def _get_teams(self, partners):
        members = self.env["care.team.member"].search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", self.env.company.id),
                ("user_id.active", "=", True),
            ],
            order="partner_id, id",
        )
        fields = self.env["care.import.team"]._care_fields
        for member in members:
            yield {
                **self._get_identity(member.partner_id),
                "customer": member.partner_id.name,
                **self._get_values(member, fields),
            }

    @api.model
    def _get_deals(self, partners):
        deals = self.env["care.deal"].search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", self.env.company.id),
            ],
            order="partner_id, id",
        )
        for deal in deals:
            product = deal.product_id
            yield {
                **self._get_identity(deal.partner_id),
                "customer": deal.partner_id.name,
                "date": deal.date,
                "amount": deal.amount,
                "currency": deal.currency_id,
                "product": product.default_code or product.name or deal.product_name,
                "margin": deal.margin or None,
                "reference": deal.reference,
            }
