"""Signatures written into the files: of the small material by command, and of a copy of the shipped one."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests import make, people
from tests.content.make import ENTRY, change, material
from tests.library.signed import BY, QUALIFICATION, sign
from webapp import migrating
from webapp.app import create_app
from webapp.config import ROOT, Config
from webapp.content.reader import load_catalogue
from webapp.core.catalogue import Catalogue
from webapp.core.facts import facts_of, fingerprint
from webapp.db import reading, transaction
from webapp.library import queries, signing
from webapp.library.exporting import plan_export, write
from webapp.library.models import Signature
from webapp.library.queries import Logged

SIGNED = f'{{by: "{BY}", on: 2026-03-02}}'
LATER = date(2999, 1, 1)
"""After every change of the shipped material."""
ORIGIN, SELF = "upper/origin", "upper/self_treatment"


class School:
    """An installation on the small material with a data base of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = material(folder / "content")
        self.environ = {"INSTANCE": str(folder / "instance"), "CONTENT": str(self.root)}
        self.apps: list[Flask] = []
        app = self.start()
        migrating.upgrade(app.extensions["config"].database_url)
        with app.app_context(), transaction() as session:
            self.rita = make.user(session, people.REVIEWER)

    def start(self) -> Flask:
        """The app with the material as it is now."""
        self.apps.append(create_app(Config.from_environment(self.environ)))
        return self.apps[-1]

    def run(self, *options: str) -> Result:
        return self.start().test_cli_runner().invoke(args=["content", "signatures", *options])

    def sign(self, *keys: str) -> None:
        with self.start().app_context(), transaction() as session:
            sign(session, load_catalogue(self.root), self.rita, *keys, at=make.AT)

    def withdraw(self) -> None:
        """Takes the last signature back."""
        with self.start().app_context(), transaction() as session:
            last = queries.list_signatures(session)[-1].signature
            signing.withdraw(session, self.rita, last.id, at=make.AT)

    def text(self, file: str = ENTRY) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def stop(self) -> None:
        for app in self.apps:
            app.extensions["engines"].dispose()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path)
    yield made
    made.stop()


def test_without_signatures_nothing_happens(school: School) -> None:
    before = school.text()
    assert (school.run().exit_code, school.run().output) == (0, "")
    result = school.run("--export")
    assert (result.exit_code, result.output) == (0, "0 written, 0 in the files already, 0 refused.\n")
    assert school.text() == before


def test_signatures_are_listed(school: School) -> None:
    school.sign(ORIGIN, "upper/caution/artery")
    school.withdraw()
    assert school.run().output.splitlines() == [
        f"upper/origin\tversion 1\t{BY}\t2026-03-02",
        f"upper/caution/artery\tversion 1\t{BY}\t2026-03-02\twithdrawn",
    ]


def test_an_export_writes_the_signature_and_nothing_else(school: School) -> None:
    before = school.text()
    school.sign(ORIGIN, "upper/point/p2", "upper/caution/artery")
    result = school.run("--export")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "3 written, 0 in the files already, 0 refused.")
    after = school.text()
    assert after.count(SIGNED) == 3
    assert after.replace(SIGNED, "null") == before
    assert load_catalogue(school.root).muscles["upper"].origin.reviewed is not None
    assert [each.name for each in (school.root / ENTRY).parent.iterdir()] == [Path(ENTRY).name], "nothing is left lying about"


def test_rules_are_exported_too(school: School) -> None:
    before = school.text("rules.yaml")
    school.sign("rules/dose")
    school.sign("scenarios/eight")
    assert school.run("--export").exit_code == 0
    assert school.text("rules.yaml").count(SIGNED) == 2
    assert school.text("rules.yaml").replace(SIGNED, "null") == before


def test_an_export_twice_writes_once(school: School) -> None:
    school.sign(ORIGIN)
    school.run("--export")
    once = school.text()
    result = school.run("--export")
    assert (result.exit_code, result.output) == (0, "0 written, 1 in the files already, 0 refused.\n")
    assert school.text() == once


@pytest.mark.parametrize("options", [["--dry-run"], ["--export", "--dry-run"]])
def test_a_dry_run_shows_the_difference_and_writes_nothing(school: School, options: list[str]) -> None:
    before = school.text()
    school.sign(ORIGIN)
    result = school.run(*options)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:3] == [f"--- a/{ENTRY}", f"+++ b/{ENTRY}", "@@ -12 +12 @@"]
    assert lines[3].startswith("-origin: ")
    assert lines[3].endswith("reviewed: null}")
    assert lines[4].endswith(f"reviewed: {SIGNED}}}")
    assert lines[5] == "1 would be written, 0 in the files already, 0 refused."
    assert school.text() == before


def test_a_changed_text_is_refused_and_the_rest_is_written(school: School) -> None:
    school.sign(ORIGIN, "upper/caution/artery")
    change(school.root, ENTRY, "text: the skull", "text: the whole skull")
    for options in (["--dry-run"], ["--export"]):
        result = school.run(*options)
        assert result.exit_code == 1
        assert result.stderr == f"upper/origin: its words have changed since {BY} signed on 2026-03-02; it waits for a new signature\n"
    assert school.text().count(SIGNED) == 1
    assert load_catalogue(school.root).muscles["upper"].origin.reviewed is None


def test_a_new_version_is_refused(school: School) -> None:
    school.sign(ORIGIN)
    change(school.root, ENTRY, "src: [book, page], evidence: B, version: 1", "src: [book, page], evidence: B, version: 2")
    change(school.root, "CHANGES.yaml", "changes: []", f"changes:\n  - {{fact: {ORIGIN}, version: 2, on: 2026-03-03, meaning: more}}")
    result = school.run("--export")
    assert (result.exit_code, result.stderr) == (1, f"upper/origin: signed by {BY} for version 1, but it has version 2 now\n")
    assert SIGNED not in school.text()
    school.withdraw()
    assert school.run("--export").exit_code == 0


def test_a_fact_that_is_gone_is_refused(school: School) -> None:
    school.sign("upper/point/p2")
    change(school.root, ENTRY, school.text().splitlines()[17] + "\n", "")
    change(
        school.root,
        ENTRY,
        "  primary: [nape, {zone: temple, side: both}]\n  spill_over: [jaw]\n  evidence: D",
        "  primary: [nape]\n  spill_over: [jaw]\n  evidence: C",
    )
    result = school.run("--export")
    assert (result.exit_code, result.stderr) == (1, "upper/point/p2: there is no such fact in the material any more\n")


def test_a_withdrawn_signature_is_taken_out_of_the_file(school: School) -> None:
    before = school.text()
    school.sign(ORIGIN)
    school.run("--export")
    school.withdraw()
    result = school.run("--export")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "1 written, 0 in the files already, 0 refused.")
    assert school.text() == before


def test_what_somebody_signed_in_the_file_is_left_alone(school: School) -> None:
    before = school.text()
    school.sign(SELF)
    result = school.run("--export")
    assert (result.exit_code, result.output) == (0, "0 written, 1 in the files already, 0 refused.\n")
    assert school.text() == before
    assert "Dr Who" in before


def test_material_with_mistakes_is_not_written(school: School) -> None:
    school.sign(ORIGIN)
    change(school.root, ENTRY, "layer: superficial", "layer: skin")
    before = school.text()
    result = school.run("--export")
    assert (result.exit_code, result.stderr) == (1, "Error: The material has mistakes; see `content check`.\n")
    assert school.text() == before


def test_a_signature_in_several_lines_is_refused_in_words(school: School) -> None:
    change(school.root, ENTRY, "reviewed: null}\ninsertion", "reviewed: {by: Rita,\n  on: 2026-03-02}}\ninsertion")
    change(school.root, ENTRY, "by: Rita,", f'by: "{BY}",')
    school.sign(ORIGIN)
    school.withdraw()
    result = school.run("--export")
    assert result.exit_code == 1
    assert result.stderr == f"upper/origin: {ENTRY}: line 12: the signature goes over several lines; write it in one\n"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped material's words, without its pictures."""
    root = tmp_path_factory.mktemp("shipped") / "content"
    shutil.copytree(ROOT / "content", root, ignore=shutil.ignore_patterns("plates"))
    return root


def test_the_shipped_material_goes_there_and_back(shipped: Path, catalogue: Catalogue) -> None:
    """Every fact of every file is signed, read again, and withdrawn: at the end each file is what it was, byte by byte."""
    before = {file: file.read_bytes() for file in shipped.rglob("*.yaml")}
    facts = [fact for fact in facts_of(catalogue) if fact.reviewed is None]
    log = [Logged(signature(fact.key, fact.version, fingerprint(fact)), withdrawn=False) for fact in facts]
    there = plan_export(shipped, log)
    write(shipped, there)
    assert (there.refused, len(there.written)) == ([], len(facts))
    signed = load_catalogue(shipped)
    assert {(fact.reviewed.by, fact.reviewed.on) for fact in facts_of(signed) if fact.reviewed} == {(BY, LATER)}
    assert [fingerprint(fact) for fact in facts_of(signed)] == [fingerprint(fact) for fact in facts_of(catalogue)]
    changed = {file for file, raw in before.items() if file.read_bytes() != raw}
    assert changed == {file for file in before if "muscles" in file.parts or file.name == "rules.yaml"}
    for file, raw in before.items():
        assert file.read_bytes().replace(SIGNED.replace("2026-03-02", str(LATER)).encode(), b"null") == raw, file
    back = plan_export(shipped, [Logged(row.signature, withdrawn=True) for row in log])
    write(shipped, back)
    assert (back.refused, len(back.written)) == ([], len(facts))
    assert {file: file.read_bytes() for file in before} == before


def signature(key: str, version: int, digest: str) -> Signature:
    """A signature that is in no data base."""
    name = people.REVIEWER.name
    given = {"name": name, "qualification": QUALIFICATION, "signed_at": make.AT, "signed_on": LATER}
    return Signature(fact_key=key, fact_version=version, fact_hash=digest, reviewer_id=1, **given)


def test_signatures_are_found_by_their_subject(school: School) -> None:
    school.sign(ORIGIN)
    with school.start().app_context(), reading() as session:
        assert [len(queries.list_signatures(session, subject)) for subject in ("upper", "uppe", "%", "u_per", "")] == [1, 0, 0, 0, 0]
