"""Warnings as HTML."""

from markupsafe import Markup

ICONS = {
    "danger": "fa-ban",
    "warning": "fa-exclamation-triangle",
    "info": "fa-info-circle",
}
BLOCK = Markup(
    '<div class="alert alert-{level} d-flex align-items-baseline gap-2 py-2 px-3 mb-2" '
    'role="{role}"><i class="fa {icon}" aria-hidden="true"></i><div>{lines}</div></div>'
)


def render(lines):
    """HTML of (level, text) lines, gravest first; False without lines.

    >>> render([("info", "a < b")]).count("a &lt; b"), render([])
    (1, False)
    """
    blocks = (
        BLOCK.format(
            level=level,
            role="status" if level == "info" else "alert",
            icon=icon,
            lines=Markup("").join(
                Markup("<div>{}</div>").format(text)
                for own, text in lines
                if own == level
            ),
        )
        for level, icon in ICONS.items()
        if any(own == level for own, _text in lines)
    )
    return Markup("").join(blocks) or False
