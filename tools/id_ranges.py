def id_ranges(numbers):
    """Numbers as a short text.

    >>> id_ranges([9, 3, 1, 2, 7])
    '1-3, 7, 9'
    """
    runs = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs
    )
