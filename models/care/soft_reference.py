from odoo import fields


class SoftReference(fields.Reference):
    """Reference to a record of another app, that reads as empty without that app."""

    def convert_to_cache(self, value, record, validate=True):
        if isinstance(value, str) and value.partition(",")[0] not in record.env:
            return None
        return super().convert_to_cache(value, record, validate)

    def convert_to_record(self, value, record):
        if value and value.partition(",")[0] not in record.env:
            return None
        return super().convert_to_record(value, record)
