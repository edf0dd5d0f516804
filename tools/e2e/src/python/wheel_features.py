"""Prints the awkward features of the wheels named as arguments as JSON."""

import json
import re
import struct
import sys
import zipfile

USUAL_MODES = {0, 0o644, 0o755, 0o664, 0o775}


def features(path: str) -> set[str]:
    found = set()
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        for info in archive.infolist():
            scheme = re.match(r"[^/]+\.data/([^/]+)/", info.filename)
            if scheme:
                found.add(f".data/{scheme[1]}")
            if info.flag_bits & 0x08:
                found.add("data descriptor")
            if not info.filename.isascii():
                found.add("non-ASCII name")
            if info.is_dir():
                found.add("directory entry")
            if info.external_attr >> 16 & 0o777 not in USUAL_MODES:
                found.add("unusual mode")
            if ".abi3." in info.filename:
                found.add("abi3")
            if has_zip64(file, info.header_offset):
                found.add("zip64 extra field")
    return found


def has_zip64(file, offset: int) -> bool:
    file.seek(offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(name, 1)
    fields = file.read(extra)
    while len(fields) >= 4:
        kind, size = struct.unpack("<HH", fields[:4])
        if kind == 1:
            return True
        fields = fields[4 + size :]
    return False


json.dump(sorted(set().union(*map(features, sys.argv[1:]))), sys.stdout)
