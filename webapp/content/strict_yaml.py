"""Strict YAML: only true/false, decimal numbers and null are not text; whatever a reader could misread is refused."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

MAX_DEPTH = 20
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class YamlMistake(Exception):
    """A file that cannot be read as strict YAML, with the line (from 1) and what is wrong."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class StrictLoader(yaml.CSafeLoader):
    """PyYAML's C loader with a narrow core schema, so that `no`, `012`, `1:30` and dates stay text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  declared so by PyYAML


# Longer numbers stay text, which no field for a number takes.
WHOLE = r"-?(?:0|[1-9][0-9]{0,14})"
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(rf"^{WHOLE}$"), list("-0123456789"))
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(rf"^{WHOLE}\.[0-9]{{1,15}}$"), list("-0123456789"))
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])

READERS: dict[str, Callable[[str], Any]] = {"bool": "true".__eq__, "int": int, "float": float, "null": lambda _: None}


def compose(path: Path) -> yaml.Node:
    """The node tree of one file; raises YamlMistake on whatever is not strict YAML."""
    text = _read(path)
    try:
        # Nesting is counted before the tree is made: the loader's own recursion has no floor.
        _refuse_by_event(text)
        root = yaml.compose(text, Loader=StrictLoader)
    except yaml.MarkedYAMLError as error:
        raise _mistake(error, text) from error
    if root is None:
        raise YamlMistake(1, "the file is empty; see content/README.md for what belongs in it")
    _refuse_keys(root)
    return root


def construct(node: yaml.Node) -> Any:
    """Plain Python values of a node tree made by `compose`."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: construct(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [construct(child) for child in node.value]
    return READERS.get(node.tag.rsplit(":", 1)[-1], str)(node.value)


def line_of(root: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """Line (from 1) of the field or list element at `loc`; of its nearest parent where it is missing."""
    node, line = root, root.start_mark.line
    for step in loc:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return int(line) + 1


def _child(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    """The line (from 0) on which a child is named, and the child."""
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child.start_mark.line, child
    return None


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise YamlMistake(line, f"not UTF-8 text ({error.reason}); save the file as UTF-8") from error
    except OSError as error:
        raise YamlMistake(1, f"the file cannot be read ({error.strerror}); see to its rights") from error
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise YamlMistake(line, f"the invisible character U+{ord(found[0]):04X} is not allowed; take it out")
    return text


def _refuse_by_event(text: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=StrictLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        tag = getattr(event, "tag", None)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise YamlMistake(line, "a second document begins here; a file holds one")
        if depth > MAX_DEPTH:
            raise YamlMistake(line, f"nested more than {MAX_DEPTH} levels deep; flatten it")
        if getattr(event, "anchor", None):
            raise YamlMistake(line, "anchors and aliases (&name, *name) are not allowed; write the value out")
        if tag:
            raise YamlMistake(line, f"tags ({tag}) are not allowed; write the plain value")


def _refuse_keys(node: yaml.Node) -> None:
    if isinstance(node, yaml.ScalarNode):
        return
    keys: set[str] = set()
    for child in node.value:
        if isinstance(child, tuple):
            key, child = child  # noqa: PLW2901  a mapping's children are pairs
            if not isinstance(key, yaml.ScalarNode):
                raise YamlMistake(key.start_mark.line + 1, "a key should be one word, not a list or a mapping")
            if key.value in keys:
                raise YamlMistake(key.start_mark.line + 1, f"the key {key.value!r} stands twice; keep one")
            keys.add(key.value)
        _refuse_keys(child)


def _mistake(error: yaml.MarkedYAMLError, text: str) -> YamlMistake:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    tabbed = any("\t" in each for each in text.split("\n")[line - 1 : line])
    return YamlMistake(line, f"not valid YAML: {error.problem}{'; indent with spaces, not with tabs' if tabbed else ''}")
