import os
import resource
from contextlib import contextmanager

from odoo.tests import tagged

from .common import CareCommon

ROOM = 1 << 20


@tagged("post_install", "-at_install")
class TestDisk(CareCommon):
    @contextmanager
    def little_room(self):
        """Files of this process can't grow beyond a size, as on a full disk."""
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    def test_a_file_that_found_no_room_can_be_brought_again(self):
        file = {"name": "customers.xlsx", "raw": os.urandom(2 * ROOM)}
        attachments = self.env["ir.attachment"]
        with self.little_room(), self.assertRaises(OSError), self.cr.savepoint():
            attachments.create(file)
        kept = attachments.create(file)
        kept.invalidate_recordset()
        self.assertEqual(kept.raw, file["raw"])
