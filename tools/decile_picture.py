"""A picture of what was foretold of each tenth of customers beside what happened."""

from markupsafe import Markup

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 760, 240, 44, 28, 26
FORETOLD, REAL = "#a5b4cb", "#017e84"
SHELL = Markup(
    '<svg viewBox="0 0 {} {}" style="width:100%;max-width:{}px" role="img"'
    ' aria-label="{}" font-size="12" fill="currentColor">{}</svg>'
)
BAR = Markup(
    '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" fill="{}">'
    "<title>{}: {:.1%}</title></rect>"
)
LINE = Markup(
    '<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}" stroke="currentColor"'
    ' stroke-opacity="0.15"/><text x="{}" y="{:.1f}" text-anchor="end">{} %</text>'
)
NAME = Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>')
KEY = Markup(
    '<rect x="{}" y="6" width="12" height="12" rx="2" fill="{}"/>'
    '<text x="{}" y="16">{}</text>'
)


def draw(pairs, foretold, real):
    """SVG of (share foretold, real share) from the lowest tenth to the highest; the
    names of both are shown.

    >>> "Real: 25.0%" in draw([(0.2, 0.25)], "Foretold", "Real")
    True
    """
    floor, ceiling = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    step = (WIDTH - LEFT) / max(len(pairs), 1)
    parts = [
        LINE.format(LEFT, WIDTH, y, y, LEFT - 6, y + 4, percent)
        for percent in range(0, 101, 25)
        for y in [floor - ceiling * percent / 100]
    ]
    for number, pair in enumerate(pairs):
        x = LEFT + step * (number + 0.15)
        for value, name, color in zip(
            pair, (foretold, real), (FORETOLD, REAL), strict=True
        ):
            height = ceiling * value
            parts.append(
                BAR.format(x, floor - height, step * 0.33, height, color, name, value)
            )
            x += step * 0.36
        parts.append(NAME.format(LEFT + step * (number + 0.5), HEIGHT - 8, number + 1))
    parts += [
        KEY.format(LEFT, FORETOLD, LEFT + 18, foretold),
        KEY.format(LEFT + 160, REAL, LEFT + 178, real),
    ]
    label = f"{foretold} / {real}"
    return SHELL.format(WIDTH, HEIGHT, WIDTH, label, Markup().join(parts))
