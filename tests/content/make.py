"""A small material without a mistake: one entry, its tables and an atlas of one view; tests write it with something changed."""

import json
from pathlib import Path
from typing import Any

from webapp.content.checks import check
from webapp.content.tree import read_tree

ENTRY = "muscles/neck/upper.yaml"
FILES = {
    "regions.yaml": """\
regions:
  - {id: neck, section: "2.1", name: Neck, focus: {front: [-100, 0, 100, 200]}}
""",
    "zones.yaml": """\
zones:
  - {id: nape, label: the nape, group: neck, views: [front], laterality: midline, definition: the back of the neck, adjacent: [temple]}
  - {id: temple, label: the temple, group: head, views: [front], laterality: paired, definition: beside the eye, adjacent: [nape]}
  - {id: jaw, label: the jaw, group: head, views: [front], laterality: paired, definition: the lower jaw, adjacent: []}
""",
    "structures.yaml": """\
structures:
  - id: artery
    name: an artery
    kind: artery
    where: in front of the neck
    zones: [nape]
    why: it bleeds
    do: stay away
    needle: avoid
    self_treatment_level: absolute
    sources: [study]
""",
    "sources.yaml": """\
sources:
  study: {title: A study, url: "https://a.example", kind: paper, note: "", locator: page 1, read: 2026-03-02, \
weight: peer-reviewed, group: study}
  book: {title: A book, url: "https://b.example", kind: book, note: "", locator: page 2, read: 2026-03-02, weight: standing, group: travell}
  blog: {title: A blog, url: "https://c.example", kind: page, note: "", locator: top, read: 2026-03-02, weight: weak, group: travell}
  page: {title: A page, url: "https://d.example", kind: page, note: "", locator: top, read: 2026-03-02, weight: weak, group: page}
""",
    "rules.yaml": """\
rules:
  - {id: dose, text: press from four to seven, src: [book, page], evidence: B, version: 1, reviewed: null}
scenarios:
  - id: eight
    rule: dose
    title: eight of ten
    says: that is an eight
    act: ease-off
    why: eight is above seven
    src: [blog]
    evidence: D
    version: 1
    reviewed: null
""",
    "ids.yaml": """\
muscles:
  - {id: upper, region: neck}
  - {id: old, region: neck, retired: true}
  - {id: planned, region: neck}
""",
    ENTRY: """\
id: upper
schema: 1
name: {en: Upper, latin: Musculus superior, synonyms: []}
ids: {ta2: [1], fma: null}
region: neck
subregion: null
seed: {section: "2.1", status: seed}
layer: superficial
views: [front]
landmarks: {text: between ear and shoulder, src: [study], evidence: A, version: 1, reviewed: null}
palpate: {text: take it between two fingers, src: [book], evidence: C, version: 1, reviewed: null}
origin: {text: the skull, bones: [skull], src: [book, page], evidence: B, version: 1, reviewed: null}
insertion: {text: the collarbone, bones: [clavicle], src: [blog], evidence: D, version: 1, reviewed: null}
innervation: {nerves: [accessory], roots: [C3, CN XI], src: [book], evidence: C, version: 1, reviewed: null}
action: {list: [lifts the shoulder], src: [book], evidence: C, version: 1, reviewed: null}
points:
  - {id: p1, site: the middle, view: front, at: [-50, 100], primary: [nape], spill_over: [jaw], src: [book], \
evidence: C, version: 1, reviewed: null, apart: the face between is skipped}
  - {id: p2, site: the end, view: front, at: null, primary: [{zone: temple, side: both}], spill_over: [], \
src: [blog], evidence: D, version: 1, reviewed: null}
referral:
  primary: [nape, {zone: temple, side: both}]
  spill_over: [jaw]
  evidence: D
caution_state: listed
caution_note: null
cautions:
  - {id: artery, must: true, how: pressure, text: runs below, instead: let go, src: [study], evidence: A, version: 1, reviewed: null}
self_treatment: {level: ok, text: lean on a ball, pressure: [4, 7], src: [], evidence: E, version: 1, \
reviewed: {by: Dr Who, on: 2026-03-02}}
disputed: null
quiz: {never_distract_with: [planned]}
""",
}
FILES["atlas/courses.json"] = "{}"
FILES["CHANGES.yaml"] = "changes: []\n"
FILES["decks.yaml"] = """decks:
  - {id: first, title: First things, about: what comes first, kinds: [caution], muscles: null, must_only: true}
"""
FILES["atlas/layering.json"] = '{"views": {}}'
RING = [[-80, 60], [-20, 60], [-20, 140], [-80, 140]]
SIZES = {
    "small": {"file": "plates/front.webp", "width": 10, "height": 20},
    "large": {"file": "plates/front.webp", "width": 20, "height": 40},
}
VIEW = {
    "label": "front",
    "window": [-100, 0, 100, 200],
    "mirror_u_sum": 0,
    "layers": ["superficial"],
    "plates": {"superficial": SIZES},
    "skin": [RING],
}
MUSCLE = {"visible": {"superficial": [RING]}, "silhouette": [RING], "nearness": 1.5, "inside": [-50, 100], "schematic": False}
ATLAS: dict[str, dict[str, dict[str, Any]]] = {
    "atlas/views.json": {"views": {"front": VIEW}},
    "atlas/muscles/front.json": {"muscles": {"upper": MUSCLE}},
    "atlas/structures/front.json": {"structures": {"artery": {"L": [RING], "nearness": -2, "how": "modelled"}}},
    "atlas/zones/front.json": {
        "zones": {"nape": {"laterality": "midline", "rings": [RING]}, "jaw": {"laterality": "paired", "rings": [RING]}}
    },
}


def material(root: Path) -> Path:
    """Writes the small material below a folder."""
    for file, text in FILES.items():
        write(root, file, text)
    for file, rows in ATLAS.items():
        write(root, file, json.dumps(rows))
    write(root, "atlas/plates/front.webp", "a picture")
    return root


def write(root: Path, file: str, text: str | bytes) -> None:
    """Writes one file, and the folders above it."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def change(root: Path, file: str, old: str, new: str) -> None:
    """Puts something else in the one place where `old` stands."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    write(root, file, text.replace(old, new))


def mistakes(root: Path) -> list[str]:
    """Every mistake of the material below a folder, as it is reported."""
    tree = read_tree(root)
    check(tree)
    return [str(problem) for problem in tree.problems]
