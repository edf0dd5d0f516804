"""Writes a wheel with data descriptors, as a program that can't seek does, and with names that are not all ASCII."""

import sys
import zipfile
from pathlib import Path


class Pipe:
    """A file that can only be written to."""

    def __init__(self, file):
        self.write, self.flush = file.write, file.flush


files = {
    "awkward/__init__.py": "",
    "awkward/größe.txt": "Ä" * 1000,
    "awkward/日本語/データ.json": "{}",
    "awkward/empty.bin": "",
    "awkward-1.0.data/purelib/awkward/ж.py": "x = 1\n",
    "awkward-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: awkward\nVersion: 1.0\n",
    "awkward-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}
path = Path(sys.argv[1]) / "awkward-1.0-py3-none-any.whl"
with path.open("wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as wheel:
    for name, content in files.items():
        wheel.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    names = [*files, "awkward-1.0.dist-info/RECORD"]
    wheel.writestr(zipfile.ZipInfo(names[-1], (2026, 1, 1, 0, 0, 0)), "".join(f"{name},,\n" for name in names))
print(path)
