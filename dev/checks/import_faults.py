"""An import under faults: killed in the middle it leaves nothing, then does it all."""

import base64
import io
import sys

import xlsxwriter

from workers import Fault, Worker, environment, main, wait_until


class ImportFaults:
    def __init__(self, name, rows):
        self.name, self.rows = name, rows

    def check(self):
        with environment(self.name) as env:
            self.prepare(env)
        before = self.count()
        worker = Worker(self.name, self.job)
        wait_until(lambda: self.is_midway(worker), "The import made no progress.")
        worker.kill()
        self.expect("killed in the middle", before)
        worker = Worker(self.name, self.job)
        worker.wait()
        self.expect("run again", before + self.rows)

    def prepare(self, env):
        file = base64.b64encode(workbook(self.rows))
        wizard = env["care.import"].create({"file": file, "filename": "large.xlsx"})
        wizard._queue("apply")

    def job(self, env):
        env["care.import"]._cron_import()

    def is_midway(self, worker):
        if worker.has_ended():
            raise Fault("The import ended before it could be stopped.")
        progress = "SELECT coalesce(max(done), 0) FROM care_import_progress"
        return self.ask(progress) >= self.rows // 3

    def count(self):
        return self.ask("SELECT count(*) FROM res_partner")

    def expect(self, title, number):
        found = self.count()
        print(f"{title:24}{found} contacts", flush=True)
        if found != number:
            raise Fault(f"{title}: {found} contacts, expected {number}")

    def ask(self, query):
        with environment(self.name) as env:
            env.cr.execute(query)
            return env.cr.fetchone()[0]


def workbook(rows):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("Customers")
    names = [f"Customer {number}" for number in range(rows)]
    sheet.write_column(0, 0, ["Customer", *names])
    book.close()
    return buffer.getvalue()


if __name__ == "__main__":
    main(lambda *args: ImportFaults(*args).check(), *sys.argv[1:])
