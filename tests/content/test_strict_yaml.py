"""YAML is read strictly: what people mean as text stays text, and what can be misread is refused with its line."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from webapp.content.strict_yaml import YamlMistake, compose, construct, line_of


def read(folder: Path, text: str | bytes) -> Any:
    return construct(tree(folder, text))


def tree(folder: Path, text: str | bytes) -> yaml.Node:
    file = folder / "small.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return compose(file)


@pytest.mark.parametrize(
    "word",
    [
        *("no", "yes", "on", "off", "y", "n", "No", "NO", "True", "TRUE", "False", "Null", "NULL"),
        *("012", "0o14", "0x1F", "1:30", "12:30:45", "2026-03-02", "1_000", "1e3", ".5", "5.", "+1", ".inf", ".nan"),
        *("1234567890123456", "0.1234567890123456", "v1.0", "C5", "<<", "="),
    ],
)
def test_what_looks_like_something_else_stays_text(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, f"a: [{word}]") == {"a": [word]}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("-0.25", -0.25),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'null'", "null"),
        ("''", ""),
    ],
)
def test_only_these_are_not_text(tmp_path: Path, word: str, value: object) -> None:
    found = read(tmp_path, f"a: {word}\n")["a"]
    assert (found, type(found)) == (value, type(value))


def test_keys_are_text_as_written(tmp_path: Path) -> None:
    assert read(tmp_path, "1: a\ntrue: b\nnull: c\n012: d\n") == {"1": "a", "true": "b", "null": "c", "012": "d"}


@pytest.mark.parametrize("text", ["\ufeffa: 1\n", "a: 1\r\n", "---\na: 1\n...\n", "# first\na: 1 # last"])
def test_harmless_forms_are_read(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty; see content/README.md for what belongs in it"),
        ("# a remark\n", 1, "the file is empty; see content/README.md for what belongs in it"),
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice; keep one"),
        ("a: 1\n'a': 2\n", 2, "the key 'a' stands twice; keep one"),
        ("- {b: {c: 1,\n c: 2}}\n", 2, "the key 'c' stands twice; keep one"),
        ("? [a, b]\n: 1\n", 1, "a key should be one word, not a list or a mapping"),
        ("a: &x one\nb: *x\n", 1, "anchors and aliases (&name, *name) are not allowed; write the value out"),
        ("a: 1\nb: *x\n", 2, "anchors and aliases (&name, *name) are not allowed; write the value out"),
        ("a: &x [1]\n", 1, "anchors and aliases (&name, *name) are not allowed; write the value out"),
        ("a: 1\nb: !!int twelve\n", 2, "tags (tag:yaml.org,2002:int) are not allowed; write the plain value"),
        ("a: !!python/name:os.system\n", 1, "tags (tag:yaml.org,2002:python/name:os.system) are not allowed; write the plain value"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here; a file holds one"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML: found a tab character that violates indentation; indent with spaces, not with tabs"),
        ("a:\n\tb: 2\n", 2, "not valid YAML: found character that cannot start any token; indent with spaces, not with tabs"),
        ("a: b: c\n", 1, "not valid YAML: mapping values are not allowed in this context"),
        ("a: [1, 2\n", 2, "not valid YAML: did not find expected ',' or ']'"),
        ('a: 1\nb: "open\n', 3, "not valid YAML: found unexpected end of stream"),
        ("[", 2, "not valid YAML: did not find expected node content"),
        ('a: "\\ud800"\n', 1, "not valid YAML: found invalid Unicode character escape code"),
        ("a: 1\nb: bell \x07\n", 2, "the invisible character U+0007 is not allowed; take it out"),
        ("a: 1\nb: \x00\n", 2, "the invisible character U+0000 is not allowed; take it out"),
        (b"a: 1\nb: \xff\n", 2, "not UTF-8 text (invalid start byte); save the file as UTF-8"),
        ("a: ä\n".encode("latin-1"), 1, "not UTF-8 text (invalid continuation byte); save the file as UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "not UTF-8 text (invalid start byte); save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_strictly_is_said_with_its_line(tmp_path: Path, text: str | bytes, line: int, message: str) -> None:
    with pytest.raises(YamlMistake) as mistake:
        tree(tmp_path, text)
    assert (mistake.value.line, mistake.value.message) == (line, message)


@pytest.mark.parametrize("text", ["[" * 21 + "]" * 21, "[" * 500_000, "- " * 100_000, "\n".join(" " * depth + "a:" for depth in range(30))])
def test_deep_nesting_is_refused_before_it_costs_anything(tmp_path: Path, text: str) -> None:
    with pytest.raises(YamlMistake, match="nested more than 20 levels deep; flatten it"):
        tree(tmp_path, text)


def test_twenty_levels_are_allowed(tmp_path: Path) -> None:
    assert read(tmp_path, "[" * 20 + "]" * 20) != []


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(YamlMistake, match=r"the file cannot be read \(Is a directory\)"):
        compose(tmp_path)


def test_a_text_of_a_megabyte_is_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, f"a: {'x' * 1_000_000}\n")["a"]) == 1_000_000


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("rows",), 2),
        (("rows", 0), 3),
        (("rows", 1), 4),
        (("rows", 1, "text"), 5),
        (("rows", 1, "nothing"), 4),
        (("rows", 7), 2),
        (("rows", "text"), 2),
        (("a", "b"), 1),
        (("7",), 8),
        ((7,), 8),
    ],
)
def test_a_place_has_the_line_of_its_key_or_of_its_nearest_parent(tmp_path: Path, loc: tuple[int | str, ...], line: int) -> None:
    root = tree(tmp_path, "a: 1\nrows:\n  - id: one\n  - id: two\n    text:\n      >-\n      long\n7: seven\n")
    assert line_of(root, loc) == line
