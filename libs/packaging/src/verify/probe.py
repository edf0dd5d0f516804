"""Imports modules one after the other and tells what came of each, as it comes.

Reads a task as JSON from its standard input: {"root": folder of the modules, "modules": [name, ...], "submodules":
[name, ...], "failed": [name, ...], "seconds": limit of a submodule}. The modules are imported here; then each of
the submodules in a copy of this process, so that none of them finds what another one left. Below what has failed
nothing is tried. Each module gives two lines of JSON on standard output: {"begins": name} before the import and the
result after it, so that whoever reads them knows which module it was that ended or stopped the interpreter. What
the modules themselves print goes to standard error. Runs on Python 3.9 and later.
"""
import csv
import importlib
import json
import os
import re
import signal
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
    for names, attempt in (
        (task["modules"], lambda name: import_error(name, failed)),
        (task["submodules"], lambda name: import_error_in_a_copy(name, failed, task["seconds"])),
    ):
        for name in names:
            tell(channel, {"begins": name})
            started = time.perf_counter()
            error = attempt(name)
            seconds = time.perf_counter() - started
            if error is not None:
                failed.add(name)
            tell(channel, describe(name, error, seconds, versions.of(name)))
    # threads and exit handlers of what was imported are not part of the question
    os._exit(0)


def describe(name, error, seconds, version):
    result = {"module": name, "imported": error is None, "seconds": round(seconds, 6)}
    if error is not None:
        result["error"] = error
    if version is not None:
        result["version"] = version
    return result


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


def import_error_in_a_copy(name, failed, seconds):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        answer = json.dumps(import_error(name, failed)).encode()
        os.write(writer, answer)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    status = os.waitpid(child, 0)[1]
    if answer:
        return json.loads(answer)
    if not os.WIFSIGNALED(status):
        return "ended the interpreter with exit code %d" % os.WEXITSTATUS(status)
    if os.WTERMSIG(status) == signal.SIGALRM:
        return "did not finish within %d seconds" % seconds
    return "ended the interpreter with %s" % signal.Signals(os.WTERMSIG(status)).name


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
