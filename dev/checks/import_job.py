"""Prepares a large import in a database, or works on it: import_job.py DB STEP ROWS."""

import base64
import io
import logging
import sys

import xlsxwriter

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

ADDON = "crm_customer_care"


def main(name, step, rows):
    logging.getLogger("odoo").setLevel(logging.ERROR)
    if step == "prepare":
        registry = Registry.new(name, install_modules=[ADDON], new_db_demo=False)
    else:
        registry = Registry(name)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        if step == "prepare":
            prepare(env, int(rows))
        else:
            env["care.import"]._cron_import()


def prepare(env, rows):
    values = {"file": base64.b64encode(workbook(rows)), "filename": "large.xlsx"}
    env["care.import"].create(values)._queue("apply")


def workbook(rows):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("Customers")
    names = [f"Customer {number}" for number in range(rows)]
    sheet.write_column(0, 0, ["Customer", *names])
    book.close()
    return buffer.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
