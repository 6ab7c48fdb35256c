"""Writes files whole or not at all, and JSON that is small, the same every time, and readable line by line."""

import json
from pathlib import Path
from typing import Any


def write_bytes(path: Path, content: bytes) -> None:
    """Replaces a file in one step, so that a reader never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".draft")
    draft.write_bytes(content)
    draft.replace(path)


def json_text(content: dict[str, Any], long_key: str) -> str:
    """Compact JSON with sorted keys, in which every entry of long_key has a line of its own."""
    lines = [f"{_compact(key)}:{_compact(content[long_key][key])}" for key in sorted(content[long_key])]
    heads = []
    for key in sorted(content):
        value = "{\n" + ",\n".join(lines) + "\n}" if key == long_key else _compact(content[key])
        heads.append(f"{_compact(key)}:{value}")
    return "{" + ",\n".join(heads) + "}\n"


def write_json(path: Path, content: dict[str, Any], long_key: str) -> int:
    """Writes json_text; returns the number of bytes."""
    data = json_text(content, long_key).encode()
    write_bytes(path, data)
    return len(data)


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
