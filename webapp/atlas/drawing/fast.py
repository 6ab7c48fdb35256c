"""Compiles loops over pixels with Numba, where that is installed; all callers know a slower way."""

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def compiled(loop: Callable[..., None]) -> Callable[..., None] | None:
    """The loop compiled, or None without Numba."""
    try:
        numba: Any = importlib.import_module("numba")
    except ImportError:
        return None
    out: Callable[..., None] = numba.njit(nogil=True)(loop)
    return out
