"""Imports modules one after the other and tells what came of each, as it comes.

Reads {"root": folder, "modules": [name, ...], "failed": [name, ...]} as JSON from its standard input; below what
has failed nothing is tried. For each module it writes two lines of JSON to its standard output: {"begins": name}
before the import and the result after it, so that whoever reads them knows which module it was that ended or
stopped the interpreter. What the modules themselves print goes to standard error. Runs on Python 3.9 and later.
"""
import csv
import importlib
import json
import os
import re
import sys
import time
import warnings


def main():
    # a copy that no module knows of and no child process inherits; descriptor 1 itself becomes standard error
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    task = json.load(sys.stdin)
    versions = VersionsByFile(task["root"])
    warnings.simplefilter("ignore")
    sys.argv = [""]
    failed = set(task["failed"])
    for name in task["modules"]:
        tell(channel, {"begins": name})
        started = time.perf_counter()
        error = import_error(name, failed)
        seconds = time.perf_counter() - started
        result = {"module": name, "imported": error is None, "seconds": round(seconds, 6)}
        if error is not None:
            failed.add(name)
            result["error"] = error
        version = versions.of(name)
        if version is not None:
            result["version"] = version
        tell(channel, result)
    # threads and exit handlers of what was imported are not part of the question
    os._exit(0)


def tell(channel, line):
    channel.write(json.dumps(line) + "\n")
    channel.flush()


def import_error(name, failed):
    """What the import raised, sys.exit() and the like included; None when it went well."""
    parent = name.rpartition(".")[0]
    while parent:
        if parent in failed:
            return "its package %s does not import" % parent
        parent = parent.rpartition(".")[0]
    try:
        importlib.import_module(name)
        return None
    except BaseException as error:
        message = " ".join(str(error).split())
        kind = type(error).__qualname__
        return ("%s: %s" % (kind, message) if message else kind)[:1000]


class VersionsByFile:
    """Versions of distributions by the files they brought, from the RECORDs below a folder (PEP 376)."""

    def __init__(self, root):
        self.root = os.path.realpath(root)
        self.versions = {}
        for entry in sorted(os.listdir(root)) if os.path.isdir(root) else ():
            if entry.endswith(".dist-info"):
                self.read(entry)

    def read(self, dist_info):
        version = dist_info[: -len(".dist-info")].rpartition("-")[2]
        try:
            with open(os.path.join(self.root, dist_info, "METADATA"), encoding="utf-8", errors="replace") as metadata:
                version = next((line[9:].strip() for line in metadata if line.startswith("Version: ")), version)
            with open(os.path.join(self.root, dist_info, "RECORD"), encoding="utf-8", newline="") as record:
                for row in csv.reader(record):
                    if row:
                        # a wheel's own RECORD names places that installing resolves
                        path = re.sub(r"^[^/]+\.data/(?:purelib|platlib|data)/", "", row[0])
                        self.versions[path] = version
        except OSError:
            pass

    def of(self, name):
        for ending in ("/__init__.py", ".py"):
            version = self.versions.get(name.replace(".", "/") + ending)
            if version is not None:
                return version
        origin = getattr(sys.modules.get(name), "__file__", None)
        if not isinstance(origin, str):
            return None
        return self.versions.get(os.path.relpath(os.path.realpath(origin), self.root).replace(os.sep, "/"))


main()
