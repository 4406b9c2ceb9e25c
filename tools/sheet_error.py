class SheetError(Exception):
    """A file, sheet or cell that can't be read; says in a lazy text what to do."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return str(self.message)
