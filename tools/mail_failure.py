"""Why a mail did not get out: for a passing reason, or for good."""

import re

# what Odoo calls a server that does not answer, and what it cannot name
UNSURE = (None, False, "", "mail_smtp", "unknown")
REPLY = re.compile(r"\(([245])\d\d, b?['\"]")


def is_passing(kind, reason):
    """Whether a mail may get out later, by the kind of its failure and its reason.

    A server that is down or says "later" (4xx) may take it, one that says "never" (5xx)
    will not.

    >>> is_passing(False, "[Errno 111] Connection refused")
    True
    >>> is_passing("unknown", "SMTPRecipientsRefused: {'a@b.c': (450, b'Busy')}")
    True
    >>> is_passing("unknown", "SMTPRecipientsRefused: {'a@b.c': (550, b'Nobody')}")
    False
    >>> is_passing("mail_email_invalid", "")
    False
    """
    if kind == "unknown":
        return "5" not in REPLY.findall(reason or "")
    return kind in UNSURE
