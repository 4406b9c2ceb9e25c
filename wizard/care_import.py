import base64

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

COUNTED = ("create", "update", "unchanged", "rejected")
# as many rejected rows as one reads at a glance
SHOWN = 50


class CareImport(models.TransientModel):
    _name = "care.import"
    _description = "Import of Customers from Excel"
    _transient_max_hours = 48
    _rec_name = "filename"

    file = fields.Binary(string="Workbook", help="Excel workbook, at most 50 MB.")
    filename = fields.Char()
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [
            ("draft", "Choose a File"),
            ("waiting", "In Progress"),
            ("previewed", "Previewed"),
            ("done", "Imported"),
            ("failed", "Failed"),
        ],
        default="draft",
        readonly=True,
    )
    skip_rejected = fields.Boolean(
        help="Import all other rows. Off: either the whole file is imported or nothing."
    )
    line_ids = fields.One2many("care.import.line", "import_id", readonly=True)
    warning = fields.Text(readonly=True)
    error = fields.Text(readonly=True)
    rejected_file = fields.Binary(string="Rejected Rows", readonly=True)
    rejected_filename = fields.Char(readonly=True)
    # figures
    create_count = fields.Integer(string="To Create", compute="_compute_counts")
    update_count = fields.Integer(string="To Update", compute="_compute_counts")
    unchanged_count = fields.Integer(string="Unchanged", compute="_compute_counts")
    rejected_count = fields.Integer(string="Rejected", compute="_compute_counts")
    summary = fields.Html(compute="_compute_counts", sanitize=False)
    rejected_line_ids = fields.Many2many(
        "care.import.line", string="First Rejected Rows", compute="_compute_counts"
    )

    @api.depends("line_ids", "state")
    def _compute_counts(self):
        for wizard in self:
            counts = wizard._count_lines()
            for status in COUNTED:
                wizard[f"{status}_count"] = sum(
                    count for (_sheet, own), count in counts.items() if own == status
                )
            wizard.summary = wizard._get_summary(counts)
            wizard.rejected_line_ids = self.env["care.import.line"].search(
                [("import_id", "in", wizard.ids), ("status", "=", "rejected")],
                limit=SHOWN,
            )

    def _count_lines(self):
        """Return {(sheet, status): how many rows}."""
        groups = self.env["care.import.line"]._read_group(
            [("import_id", "in", self.ids)],
            ["sheet", "status"],
            ["__count"],
            # sheets as they are imported
            order="id:min",
        )
        return {(sheet, status): count for sheet, status, count in groups}

    def _get_summary(self, counts):
        """A table of sheets and statuses."""
        if not counts:
            return False
        labels = dict(
            self.env["care.import.line"]
            ._fields["status"]
            ._description_selection(self.env)
        )
        head = Markup().join(
            Markup("<th class='text-end ps-3'>%s</th>") % labels[status]
            for status in COUNTED
        )
        rows = Markup().join(
            Markup("<tr><td>%s</td>%s</tr>")
            % (
                sheet,
                Markup().join(
                    Markup("<td class='text-end ps-3'>%s</td>")
                    % counts.get((sheet, status), 0)
                    for status in COUNTED
                ),
            )
            for sheet in dict.fromkeys(sheet for sheet, _status in counts)
        )
        return Markup(
            "<div class='table-responsive o_care_import_summary'>"
            "<table class='table table-sm w-auto'>"
            "<thead><tr><th>%s</th>%s</tr></thead><tbody>%s</tbody></table></div>"
        ) % (self.env._("Sheet"), head, rows)

    def action_preview(self):
        """Say of every row what its import would do; nothing is changed."""
        self._start("preview")
        return True

    def action_apply(self):
        """Import the file: all of it, or with `skip_rejected` all that can be."""
        self.ensure_one()
        previewed = self.state == "previewed"
        if previewed and self.rejected_count and not self.skip_rejected:
            raise UserError(self._explain_rejected())
        self._start("apply")
        if self.state == "previewed" and not previewed:
            # who has seen no preview gets the reasons at once
            reasons = "\n".join(line._format_line() for line in self.rejected_line_ids)
            sentence = f"{self._explain_rejected()}\n\n{reasons}"
            raise UserError(sentence)
        return True

    def _explain_rejected(self):
        return self.env._(
            "%(count)s rows are rejected, so nothing was imported. Correct them in the "
            "file of rejected rows, or choose to skip them.",
            count=self.rejected_count,
        )

    def _start(self, job):
        """Do a job now, or let the scheduler do it if the file is large."""
        self.ensure_one()
        if self.state == "waiting":
            raise UserError(self.env._("This file is being worked on: wait a moment."))
        if self.state == "done":
            raise UserError(self.env._("This file is imported already."))
        if self._is_large():
            self._queue(job)
        else:
            self._run(job)

    def _get_content(self):
        # a form reads no more than the size of the file
        content = self.with_context(bin_size=False).file
        if not content:
            raise UserError(self.env._("Choose an Excel workbook first."))
        return base64.b64decode(content)

    def action_reset(self):
        """Forget what was found, to take another file."""
        self.ensure_one()
        self.line_ids.unlink()
        self.write(
            {
                "state": "draft",
                "file": False,
                "filename": False,
                "warning": False,
                "error": False,
                "rejected_file": False,
                "rejected_filename": False,
            }
        )
        return True

    def action_open_lines(self):
        """Open the rows of one status, given in the context, or all."""
        self.ensure_one()
        status = self.env.context.get("care_status")
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.import.line",
            "view_mode": "list",
            "domain": [("import_id", "=", self.id)],
            "name": self.env._("Rows"),
            "context": {f"search_default_{status}": 1} if status else {},
        }

    def action_download_template(self):
        """Download an empty workbook in the language of the user, or that of the
        context."""
        lang = self.env.context.get("care_lang") or self.env.lang
        return {
            "type": "ir.actions.act_url",
            "url": f"/crm_customer_care/import_template/{lang}",
            "target": "download",
        }
