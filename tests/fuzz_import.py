"""Workbooks changed at random, by a seed, and what the import may make of them."""

import base64
import re
import time
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import psycopg2

from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.crm_customer_care.tools.sheet_write import write_template

from .fuzz_bytes import (
    damaged,
    foreign,
    lying,
    read_parts,
    repacked,
    seeded,
    write_parts,
)
from .fuzz_cells import ROWS, odd_cells, write_openpyxl, write_xls, write_xlsx
from .fuzz_parts import odd_links, odd_parts

DATA = Path(__file__).parent / "data"
SECONDS = 10
STATUSES = {"create", "update", "unchanged", "rejected"}
REFUSED = "refused"


class Fault(Exception):
    """The import did what it must not do with any file."""


@cache
def _read(name):
    return (DATA / name).read_bytes()


def _shorten(content):
    """A workbook with the first rows of each of its sheets, and their texts."""
    parts = read_parts(content)
    for name, data in parts.items():
        for tag, most in ((b"row", 10), (b"si", 1000)):
            if b"</%s>" % tag in data:
                first, *others = re.split(rb"(?=<%s\b)" % tag, data)
                end = data[data.rindex(b"</%s>" % tag) + len(tag) + 3 :]
                parts[name] = b"".join([first, *others[:most], end])
    return write_parts(parts)


@cache
def _get_seeds():
    """Workbooks of several programs: (those of Excel 2007 and later, older ones)."""
    random, sheets = Random(0), {**ROWS}
    modern = [write_xlsx(sheets, random), write_openpyxl(sheets, random)]
    modern += [write_template("en_US"), write_template("zh_CN")]
    modern.append(_shorten(_read("libreoffice.xlsx")))
    one = {"Customers": ROWS["Customers"]}
    modern += [
        write_xlsx(one, random),
        write_xlsx({"Calendar": ROWS["Calendar"]}, random),
    ]
    return modern, [write_xls(sheets, random), write_xls(one, random)]


def make_workbook(seed, number):
    """(kind of change, bytes) of one of the files of a seed."""
    random = seeded(seed, number)
    modern, old = _get_seeds()
    kinds = {
        "cells": lambda: odd_cells(random),
        "parts": lambda: odd_parts(random, random.choice(modern)),
        "links": lambda: odd_links(random, random.choice(modern)),
        "bytes of .xlsx": lambda: damaged(random, random.choice(modern)),
        "bytes of .xls": lambda: damaged(
            random, random.choice([*old, _read("libreoffice.xls")])
        ),
        "headers of the archive": lambda: lying(random, random.choice(modern)),
        "other archives": lambda: repacked(random, random.choice(modern)),
        "other files": lambda: foreign(random, b""),
    }
    weights = (30, 30, 8, 6, 15, 6, 4, 1)
    [kind] = random.choices(list(kinds), weights)
    return kind, kinds[kind]()


class Judge:
    """Runs files through the import of a user and keeps count of what came of them."""

    def __init__(self, imports):
        self.imports = imports
        self.env = imports.env
        self.outcomes = Counter()
        self._tables = self._get_tables()
        self._before = self._look()

    def _get_tables(self):
        """All tables that an import could write to, but its own."""
        rows = self.env.execute_query(
            SQL(
                """SELECT relname FROM pg_class
                    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                      AND (relname LIKE 'care\\_%%' OR relname LIKE 'mail\\_%%'
                           OR relname IN ('res_partner', 'crm_lead', 'product_product',
                                          'ir_attachment', 'res_partner_category'))
                      AND relname NOT LIKE 'care\\_import%%'
                    ORDER BY 1"""
            )
        )
        return [table for [table] in rows]

    def _look(self):
        """A number for all that is in those tables."""
        self.env.flush_all()
        where = {"ir_attachment": SQL("WHERE res_model <> 'care.import'")}
        return set(
            self.env.execute_query(
                SQL(" UNION ALL ").join(
                    SQL(
                        "SELECT %s, count(*), sum(hashtext(t::text)::bigint)"
                        " FROM %s t %s",
                        table,
                        SQL.identifier(table),
                        where.get(table, SQL()),
                    )
                    for table in self._tables
                )
            )
        )

    def judge(self, content):
        """Preview a file, then import what can be; raise a `Fault` where that ends in
        anything but rows with a status, or a sentence for the user."""
        started = time.process_time()
        savepoint = self.env.cr.savepoint()
        try:
            outcome = self._preview(content)
        except Fault:
            raise
        except Exception as error:
            raise Fault(f"{type(error).__name__}: {str(error)[:300]}") from error
        finally:
            # an error of the database has closed it already
            with suppress(psycopg2.Error):
                savepoint.close(rollback=True)
            self.env.transaction.clear()
        self.outcomes[outcome] += 1
        if time.process_time() - started > SECONDS:
            raise Fault(f"took more than {SECONDS} seconds")
        return outcome

    def _preview(self, content):
        values = {"file": base64.b64encode(content), "filename": "fuzz.xlsx"}
        wizard = self.imports.create(values)
        try:
            wizard.action_preview()
            if wizard.state == "waiting":
                # as the scheduler does with large files
                wizard._run("preview")
        except UserError as error:
            return self._refuse(error)
        finally:
            if changed := self._look() ^ self._before:
                names = sorted({table for table, _count, _sum in changed})
                raise Fault(f"a preview has written to {', '.join(names)}")
        self._check(wizard, "previewed")
        wizard.skip_rejected = True
        wizard._run("apply")
        self._check(wizard, "done")
        return "with rejected rows" if wizard.rejected_count else "accepted"

    def _refuse(self, error):
        text = str(error)
        if not text.strip() or "Traceback" in text or "error of the program" in text:
            raise Fault(f"no sentence for a user: {text[:200]}")
        if len(text) > 20_000:
            raise Fault(f"a sentence of {len(text)} characters")
        return REFUSED

    def _check(self, wizard, state):
        self.env.flush_all()
        found = set(wizard.line_ids.mapped("status"))
        if wizard.state != state or not found <= STATUSES:
            raise Fault(f"left in state {wizard.state} with rows {found}")
        rejected = wizard.line_ids.filtered(lambda line: line.status == "rejected")
        if any(not (line.message or "").strip() for line in rejected):
            raise Fault("a row is rejected without a reason")
