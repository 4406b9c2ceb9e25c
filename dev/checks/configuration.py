"""Odoo's configuration with other folders of addons."""

import contextlib
import os
import re
import tempfile
from pathlib import Path


@contextlib.contextmanager
def configuration(*folders):
    """Odoo's own addons and those of these folders, without the checkout."""
    current = os.environ["ODOO_RC"]
    text = Path(current).read_text()
    odoo_addons = re.search(r"^addons_path = ([^,\n]+)", text, re.M)[1]
    line = f"addons_path = {','.join(map(str, (odoo_addons, *folders)))}"
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(re.sub(r"^addons_path = .*$", line, text, flags=re.M))
        file.flush()
        os.environ["ODOO_RC"] = file.name
        try:
            yield
        finally:
            os.environ["ODOO_RC"] = current
