"""Reading a large JSON object piece by piece, in little memory: lists at its top level come element by element."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

CHUNK = 1 << 20
LONGEST_VALUE = 1 << 16
"""Characters of one element of a list, or of a value that is no list."""
LARGEST_TEXT = 160 << 20
"""Characters of the whole file, unpacked."""
SPACE = " \t\r\n"


class Unreadable(ValueError):
    """The text is no JSON object of the wanted form; the message says where it went wrong."""


def pieces(source: TextIO) -> Iterator[tuple[str, int, Any, str]]:
    """Name of each part, number of the row in it (from 1; 0 for no list), the value, and its JSON on one line; raises Unreadable."""
    text = _Text(source)
    text.expect("{", "the beginning")
    more = text.peek() != "}"
    while more:
        name, _ = text.value("the name of a part")
        if not isinstance(name, str):
            raise Unreadable("the name of a part is not text")
        text.expect(":", f"after {name[:40]!r}")
        if text.peek() == "[":
            yield from _elements(text, name)
        else:
            yield name, 0, *text.value(name[:40])
        more = text.goes_on("}", name[:40])
    text.expect_end()


def _elements(text: "_Text", name: str) -> Iterator[tuple[str, int, Any, str]]:
    text.expect("[", name)
    if text.peek() == "]":
        text.expect("]", name)
        return
    row, more = 0, True
    while more:
        row += 1
        yield name, row, *text.value(f"{name[:40]}, row {row}")
        more = text.goes_on("]", f"{name[:40]}, row {row}")


class _Text:
    """A window on the text that always shows at least one whole value."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._window = ""
        self._at = 0
        self._read = 0
        self._decoder = json.JSONDecoder(parse_constant=_refuse_constant)

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            self._fill()
            while self._at < len(self._window):
                if self._window[self._at] not in SPACE:
                    return self._window[self._at]
                self._at += 1
            if not self._window:
                return ""

    def expect(self, character: str, where: str) -> None:
        """Goes past a character that must come next."""
        if self.peek() != character:
            raise Unreadable(f"{where}: {character!r} is missing")
        self._at += 1

    def goes_on(self, end: str, where: str) -> bool:
        """Goes past a comma (true) or the end of an object or list (false)."""
        if self.peek() == end:
            self._at += 1
            return False
        self.expect(",", where)
        return True

    def expect_end(self) -> None:
        """Makes sure that nothing follows."""
        if self.peek():
            raise Unreadable("there is something after the end")

    def value(self, where: str) -> tuple[Any, str]:
        """The next value, and how it is written, without line ends (which JSON allows between values only)."""
        self.peek()
        self._fill()
        try:
            value, end = self._decoder.raw_decode(self._window, self._at)
        except RecursionError:
            raise Unreadable(f"{where}: nested too deeply") from None
        except ValueError:
            raise Unreadable(f"{where}: not readable as JSON, or longer than {LONGEST_VALUE} characters") from None
        if end - self._at > LONGEST_VALUE:
            raise Unreadable(f"{where}: longer than {LONGEST_VALUE} characters")
        written = self._window[self._at : end]
        self._at = end
        return value, written.replace("\n", " ").replace("\r", " ") if "\n" in written or "\r" in written else written

    def _fill(self) -> None:
        if len(self._window) - self._at > LONGEST_VALUE:
            return
        try:
            chunk = self._source.read(CHUNK)
        except UnicodeDecodeError:
            raise Unreadable("the text is not in UTF-8") from None
        self._read += len(chunk)
        if self._read > LARGEST_TEXT:
            raise Unreadable(f"it holds more than {LARGEST_TEXT >> 20} million characters")
        if chunk or self._at == len(self._window):
            self._window, self._at = self._window[self._at :] + chunk, 0


def _refuse_constant(name: str) -> float:
    raise ValueError(name)
