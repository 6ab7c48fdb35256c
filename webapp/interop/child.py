"""The process that reads an uploaded file: little memory, little time, no data base. `python -m webapp.interop.child < upload > lines`."""

import io
import json
import sys
import zlib
from typing import BinaryIO, TextIO
from zipfile import BadZipFile, ZipFile

from webapp.interop.checking import Faulty, checked
from webapp.limits import FAULTY, limit_process

MEMBER = "palpate.json"


def main() -> int:
    """Reads standard input, writes one JSON line a row; exits with FAULTY after a list of faults."""
    limit_process()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        with opened(sys.stdin.buffer) as source:
            for line in checked(source):
                sys.stdout.write('["{}",{},{}]\n'.format(*line))
    except Faulty as wrong:
        faults = wrong.faults
    except MemoryError:
        faults = ["The file needs more memory than an import may have."]
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, KeyError):
        faults = [f"The file is no ZIP file with {MEMBER} in it, or it is damaged."]
    else:
        return 0
    sys.stdout.write("\n" + json.dumps(faults) + "\n")
    return FAULTY


def opened(upload: BinaryIO) -> TextIO:
    """The text of an upload: the file itself, or `palpate.json` in a ZIP file."""
    kept = io.BytesIO(upload.read())
    is_zip = kept.read(2) == b"PK"
    kept.seek(0)
    return io.TextIOWrapper(ZipFile(kept).open(MEMBER) if is_zip else kept, encoding="utf-8-sig")


if __name__ == "__main__":
    sys.exit(main())
