"""How far a share can be trusted: Wilson's interval for one share, Newcombe's for the difference of two."""

from math import sqrt
from typing import NamedTuple

# Of a normal distribution, 95 % lie within so many standard deviations.
Z95 = 1.959963984540054


class Interval(NamedTuple):
    """Lowest and highest plausible value."""

    low: float
    high: float


def wilson(right: int, n: int, z: float = Z95) -> Interval:
    """95 % interval of a share from 0 to 1 after `right` of `n`; from 0 to 1 where nothing was asked. ValueError for impossible counts.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212, doi:10.1080/01621459.1927.10502953.
    """
    if not 0 <= right <= n:
        raise ValueError(f"{right} right of {n} is impossible")
    if n == 0:
        return Interval(0.0, 1.0)
    share, square = right / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    # The ends are exact at none and at all; rounding must not leave 1e-17 there.
    return Interval(0.0 if right == 0 else middle - reach, 1.0 if right == n else middle + reach)


def difference(right: int, n: int, right_before: int, n_before: int, z: float = Z95) -> Interval:
    """95 % interval of the later share minus the earlier one, from -1 to 1; ValueError where one of the two asked nothing.

    Source: R. G. Newcombe, Stat. Med. 17 (1998) 873-890, method 10 (from the two Wilson intervals).
    """
    if not n or not n_before:
        raise ValueError("a share of nothing cannot be compared")
    later, earlier = right / n, right_before / n_before
    now, before = wilson(right, n, z), wilson(right_before, n_before, z)
    change = later - earlier
    low = change - sqrt((later - now.low) ** 2 + (before.high - earlier) ** 2)
    high = change + sqrt((now.high - later) ** 2 + (earlier - before.low) ** 2)
    return Interval(low, high)
