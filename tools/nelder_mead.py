"""Minimum of a function of a few numbers without its derivatives.

The simplex method of Nelder and Mead, A Simplex Method for Function Minimization,
The Computer Journal 7 (1965).
"""


def minimize(function, start, step=0.5, tolerance=1e-7, steps=400):
    """Point of the lowest value found; the same start gives the same point.

    >>> [round(x, 2) for x in minimize(lambda p: (p[0] - 3) ** 2 + p[1] ** 2, [0, 1])]
    [3.0, 0.0]
    """
    points = [list(start)]
    for number in range(len(start)):
        corner = list(start)
        corner[number] += step
        points.append(corner)
    simplex = sorted((function(point), point) for point in points)
    for _step in range(steps):
        best, worst = simplex[0][0], simplex[-1][0]
        if worst - best <= tolerance * (abs(best) + tolerance):
            break
        simplex = sorted(_move(function, simplex))
    return simplex[0][1]


def _move(function, simplex):
    """The simplex with its worst corner replaced, or all but the best drawn in."""
    *others, (worst, corner) = simplex
    size = len(others)
    middle = [sum(p[n] for _value, p in others) / size for n in range(size)]

    def tried(factor):
        moved = [m + factor * (c - m) for m, c in zip(middle, corner, strict=True)]
        return function(moved), moved

    reflected = tried(-1)
    if reflected[0] < others[0][0]:
        return [*others, min(reflected, tried(-2))]
    if reflected[0] < others[-1][0]:
        return [*others, reflected]
    drawn = tried(-0.5 if reflected[0] < worst else 0.5)
    if drawn[0] < min(worst, reflected[0]):
        return [*others, drawn]
    centre = others[0][1]
    shrunk = [
        [(c + p) / 2 for c, p in zip(centre, point, strict=True)]
        for _value, point in simplex[1:]
    ]
    return [simplex[0], *((function(point), point) for point in shrunk)]
