"""Shapes of what pages of figures are asked with: nothing that does not fit is an error, it is left out."""

from collections.abc import Mapping
from datetime import date

from webapp.insights.overview import ORDERS, Wish


def wish_of(args: Mapping[str, str]) -> Wish:
    """What an address asks the overview for."""
    order = args.get("order", "name")
    page = args.get("page", "1")
    return Wish(
        later=_day(args.get("on", "")),
        order=order if order in ORDERS else "name",
        down=args.get("down") == "1",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
