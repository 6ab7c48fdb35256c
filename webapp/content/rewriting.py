"""Writes signatures into a file of the material and leaves every other byte as it is."""

import codecs
import json
from collections.abc import Mapping

import yaml

from webapp.content.schema import ReviewIn
from webapp.content.strict_yaml import StrictLoader, construct
from webapp.content.tree import Loc


class CannotRewrite(ValueError):
    """A file whose signature cannot be replaced safely; the message says what to do by hand."""


def with_reviews(raw: bytes, reviews: Mapping[Loc, ReviewIn | None]) -> bytes:
    """The file with `reviewed` of the facts at some places replaced; raises CannotRewrite."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    text = raw[len(mark) :].decode("utf-8")
    root = _compose(text)
    # From the end to the beginning, so that the places before stay where they are.
    for start, end, value in sorted(((*_span(root, loc), _words(review)) for loc, review in reviews.items()), reverse=True):
        text = text[:start] + (value if end > start else f" {value}") + text[end:]
    _check(root, _compose(text), reviews)
    return mark + text.encode("utf-8")


def _compose(text: str) -> yaml.Node:
    root = yaml.compose(text, Loader=StrictLoader)
    if root is None:
        raise CannotRewrite("the file is empty")
    return root


def _span(root: yaml.Node, loc: Loc) -> tuple[int, int]:
    """First and last character of the value of `reviewed` at a place."""
    value = _at(root, (*loc, "reviewed"))
    if value.start_mark.line != value.end_mark.line:
        raise CannotRewrite(f"line {value.start_mark.line + 1}: the signature goes over several lines; write it in one")
    return value.start_mark.index, value.end_mark.index


def _at(node: yaml.Node, loc: Loc) -> yaml.Node:
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == step), None)
        else:
            found = node.value[step] if isinstance(step, int) and step < len(node.value) else None
        if found is None:
            raise CannotRewrite(f"{'.'.join(map(str, loc))} is not in the file any more")
        node = found
    return node


def _words(review: ReviewIn | None) -> str:
    return f"{{by: {json.dumps(review.by, ensure_ascii=False)}, on: {review.on}}}" if review else "null"


def _check(before: yaml.Node, after: yaml.Node, reviews: Mapping[Loc, ReviewIn | None]) -> None:
    """What is read from the new text is what was read from the old one, but for the signatures."""
    wanted = construct(before)
    for loc, review in reviews.items():
        fact = wanted
        for step in loc:
            fact = fact[step]
        fact["reviewed"] = {"by": review.by, "on": str(review.on)} if review else None
    if construct(after) != wanted:
        raise CannotRewrite("the file would be read otherwise than it should; write the signature by hand")
