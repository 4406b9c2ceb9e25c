from odoo import fields, models
from odoo.tools import SQL


class CareImportProgress(models.TransientModel):
    """How far a job is. Written beside the job's own transaction, so that it is seen
    while that one is still open: the job itself must never write here.
    """

    _name = "care.import.progress"
    _description = "Progress of an Import"
    _transient_max_hours = 48

    import_id = fields.Integer(required=True)
    done = fields.Integer()
    total = fields.Integer()
    tries = fields.Integer()

    _import_uniq = models.Constraint("UNIQUE(import_id)", "A job has one progress.")

    def _begin(self, wizard):
        """Count a try; return how many there were, this one included."""
        return self._write_beside(
            SQL(
                """UPDATE care_import_progress
                      SET tries = COALESCE(tries, 0) + 1, done = 0
                    WHERE import_id = %s RETURNING tries""",
                wizard.id,
            )
        )

    def _report(self, wizard, done):
        self._write_beside(
            SQL(
                "UPDATE care_import_progress SET done = %s WHERE import_id = %s",
                done,
                wizard.id,
            )
        )

    def _write_beside(self, query):
        with self.env.registry.cursor() as cr:
            cr.execute(query)
            [value] = (cr.description and cr.fetchone()) or [0]
            return value
