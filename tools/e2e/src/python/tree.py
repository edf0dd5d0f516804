"""Prints {path: sha256} of a folder's files, or of a zip's entries below a prefix, as JSON."""

import hashlib
import json
import sys
import zipfile
from pathlib import Path


def folder_tree(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in files}


def zip_tree(path: Path, prefix: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        entries = [info for info in archive.infolist() if info.filename.startswith(prefix)]
        return {info.filename[len(prefix) :]: digest(archive.read(info)) for info in entries}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


location = Path(sys.argv[1])
tree = folder_tree(location) if location.is_dir() else zip_tree(location, sys.argv[2])
json.dump(tree, sys.stdout)
