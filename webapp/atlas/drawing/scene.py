"""Reads the registered scene: one body as a list of parts."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from webapp.atlas.drawing.shapes import Part


def load_scene(folder: Path) -> list[Part]:
    """All parts of scene.json with their meshes from scene.npz, in mm."""
    described: dict[str, Any] = json.loads((folder / "scene.json").read_text(encoding="utf-8"))
    quantum = float(described["quantum_mm"])
    origin = np.array(described["origin_mm"], dtype=np.float64)
    with np.load(folder / "scene.npz") as meshes:
        return [
            Part(
                id=entry["id"],
                side=entry["side"],
                kind=entry["kind"],
                depth=int(entry["depth"]),
                vertices=meshes[f"v{entry['index']}"].astype(np.float64) * quantum + origin,
                faces=meshes[f"f{entry['index']}"].astype(np.int64),
                procedural=entry["source"][0].startswith("procedural"),
            )
            for entry in described["parts"]
        ]
