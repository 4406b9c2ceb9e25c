class ImportRun:
    """What the sheets of one workbook share while they are imported."""

    def __init__(self, filename=""):
        self.filename = filename
        # what names mean, by kind
        self.lookups = {}
        # records that a row of the file has taken: {(model, id): (row, values)}
        self.claims = {}
        # rows of the headers, by sheet
        self.heads = {}
        self.warnings = []

    def claim(self, model, line):
        """Take a record for a row; return the earlier (sheet, row, values) if any."""
        key = (model, line.record_id)
        return self.claims.setdefault(key, (line.sheet, line.row, freeze(line.vals)))


def freeze(vals):
    return hash(
        frozenset(
            (name, frozenset(value) if isinstance(value, (list, set)) else value)
            for name, value in vals.items()
        )
    )
