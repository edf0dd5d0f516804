"""Imports modules one after the other and tells what came of each, as it comes.

A task is JSON: {"layer": folder that is /opt on Lambda, "modules": [name, ...], "submodules": [name, ...], "failed":
[name, ...], "seconds": limit of a single import, "budget": seconds after which no other one begins}. The modules are
imported here; then each of the submodules in a copy of this process, so that none of them finds what another one left.
Below what has failed nothing is tried. Each module gives two lines of JSON: {"begins": name} before the import and the
result after it, so that whoever reads them knows which module it was that ended or stopped the interpreter.

Run as a program it reads the task from its standard input and writes the lines to its standard output; what the modules
themselves print goes to standard error. Runs on Python 3.9 and later.
"""
import _thread
import builtins
import csv
import importlib
import itertools
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
    run(json.load(sys.stdin), channel)


def run(task, channel):
    """Works through a task and ends the process: threads and exit handlers of what was imported are not asked for."""
    began = time.monotonic()
    forget_credentials()
    settle()
    layer = Layer(task["layer"])
    accounts = Accounts(task["modules"] + task["submodules"], layer)
    failed = set(task["failed"])
    for names, attempt in (
        (task["modules"], lambda name: try_import(name, failed, accounts)),
        (task["submodules"], lambda name: try_import_in_a_copy(name, failed, accounts, task["seconds"])),
    ):
        for name in names:
            if time.monotonic() - began > task["budget"]:
                os._exit(0)
            tell(channel, {"begins": name})
            result = attempt(name)
            if not result["imported"]:
                failed.add(name)
            tell(channel, result)
    os._exit(0)


def tell(channel, line):
    channel.write(json.dumps(line) + "\n")
    channel.flush()


def forget_credentials():
    """Those of a function's role; what is imported has no business with them."""
    for name in list(os.environ):
        if re.match(r"AWS_(ACCESS_KEY|SECRET|SESSION|SECURITY|CONTAINER|WEB_IDENTITY|PROFILE|SHARED|CONFIG)", name):
            del os.environ[name]


def settle():
    """A home and a working folder with nothing in them, and no word of warnings."""
    os.environ["HOME"] = new_folder("home")
    os.chdir(new_folder("work"))
    warnings.simplefilter("ignore")
    sys.argv = [""]


def new_folder(kind):
    for number in itertools.count():
        folder = os.path.join(os.environ.get("TMPDIR", "/tmp"), "%s-%d" % (kind, number))
        try:
            os.mkdir(folder, 0o700)
            return folder
        except FileExistsError:
            pass


def try_import(name, failed, accounts):
    """The result of one import: what it raised, sys.exit() and the like included, and what it took."""
    started, memory = time.perf_counter(), resident()
    before = accounts.change_to(name)
    error = import_error(name, failed)
    accounts.change_to(before)
    result = {"module": name, "imported": error is None, "seconds": time.perf_counter() - started}
    if error is not None:
        result["error"] = error
    if memory is not None:
        result["memoryBytes"] = max(0, resident() - memory)
    result.update(accounts.layer.about(name))
    result.update(accounts.report(name))
    return result


def import_error(name, failed):
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


def try_import_in_a_copy(name, failed, accounts, seconds):
    reader, writer = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        answer = json.dumps(try_import(name, failed, accounts)).encode()
        while answer:
            answer = answer[os.write(writer, answer) :]
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    status = os.waitpid(child, 0)[1]
    if answer:
        return json.loads(answer)
    if not os.WIFSIGNALED(status):
        error = "ended the interpreter with exit code %d" % os.WEXITSTATUS(status)
    elif os.WTERMSIG(status) == signal.SIGALRM:
        error = "did not finish within %d seconds" % seconds
    else:
        error = "ended the interpreter with %s" % signal.Signals(os.WTERMSIG(status)).name
    return {"module": name, "imported": False, "seconds": time.perf_counter() - started, "error": error}


class Accounts:
    """Books time and memory on the module whose code asks for them: its own, and what it is the first to import from
    outside the layer. An import that leads to another module of the list is booked on that one, so the sums are the
    whole. Hooks in where every import passes, by statement or by function, when the module is not there yet."""

    def __init__(self, names, layer):
        self.layer = layer
        self.names = set(names)
        self.owners = {}
        self.spent = {}
        self.wanted = {}
        self.current = None
        self.since, self.memory = time.perf_counter(), resident()
        self.watch()

    def watch(self):
        bootstrap = sys.modules["_frozen_importlib"]
        find_and_load = bootstrap._find_and_load
        plain_import = builtins.__import__
        main_thread = _thread.get_ident()

        def counted(name, import_):
            if _thread.get_ident() != main_thread:
                return find_and_load(name, import_)
            self.want(self.current, name)
            owner = self.owner_of(name)
            if owner is None or owner == self.current:
                return find_and_load(name, import_)
            before = self.change_to(owner)
            try:
                return find_and_load(name, import_)
            finally:
                self.change_to(before)

        def noted(name, globals=None, locals=None, fromlist=(), level=0):
            # a module that is there already does not get as far as the other hook
            if level == 0 and isinstance(globals, dict) and isinstance(name, str):
                self.want(self.owner_of(globals.get("__name__")), name)
            return plain_import(name, globals, locals, fromlist, level)

        bootstrap._find_and_load = counted
        builtins.__import__ = noted

    def change_to(self, owner):
        """Books what was spent since the last change; returns on whom."""
        now, memory = time.perf_counter(), resident()
        if self.current is not None:
            spent = self.spent.setdefault(self.current, [0.0, 0])
            spent[0] += now - self.since
            spent[1] += 0 if memory is None else memory - self.memory
        before, self.current, self.since, self.memory = self.current, owner, now, memory
        return before

    def want(self, owner, name):
        if owner is not None:
            self.wanted.setdefault(owner, set()).add(name.partition(".")[0])

    def owner_of(self, module):
        """The module of the list that this one is or lies in."""
        if module not in self.owners:
            name = module if isinstance(module, str) else ""
            while name and name not in self.names:
                name = name.rpartition(".")[0]
            self.owners[module] = name or None
        return self.owners[module]

    def report(self, name):
        """What came of this module; what was booked on any since the last report."""
        outside = sorted(top for top in self.wanted.get(name, ()) if self.layer.is_strange(top))
        spent, self.spent = self.spent, {}
        return {"outside": outside, "spent": spent}


def resident():
    """Bytes of this process in memory; None where the system doesn't tell."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * page
    except OSError:
        return None


page = os.sysconf("SC_PAGE_SIZE")


class Layer:
    """What lies in the layer, with the versions that the distributions' RECORDs give its files (PEP 376)."""

    def __init__(self, folder):
        self.folder = os.path.realpath(folder)
        self.root = os.path.join(self.folder, "python")
        library = "python%d.%d" % sys.version_info[:2]
        self.standard = [
            os.path.realpath(os.path.dirname(os.__file__)),
            os.path.realpath(os.path.join(sys.exec_prefix, getattr(sys, "platlibdir", "lib"), library)),
        ]
        self.versions = {}
        for entry in sorted(os.listdir(self.root)) if os.path.isdir(self.root) else ():
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

    def about(self, name):
        """Its version and its file, as far as they are known; the file's path as it is on Lambda."""
        file = attribute(sys.modules.get(name), "__file__")
        file = os.path.realpath(file) if isinstance(file, str) else None
        known = [name.replace(".", "/") + ending for ending in ("/__init__.py", ".py")]
        if file is not None:
            known.append(os.path.relpath(file, self.root))
        version = next((self.versions[path] for path in known if path in self.versions), None)
        if file is not None and lies_in(file, self.folder):
            file = "/opt" + file[len(self.folder) :]
        return {key: value for key, value in (("version", version), ("file", file)) if value is not None}

    def is_strange(self, top):
        """Whether a top-level module comes from neither the layer nor the standard library."""
        module = sys.modules.get(top)
        place = attribute(module, "__file__") or next(iter(attribute(module, "__path__") or ()), None)
        if top == "__main__" or not isinstance(place, str):
            return False
        place = os.path.realpath(place)
        if any(lies_in(place, folder) for folder in self.standard):
            # below its library an installation keeps its packages, too
            return "site-packages" in place.split(os.sep)
        return not lies_in(place, self.folder)


def attribute(module, name):
    """None where there is none: what stands for a module may be any object at all."""
    try:
        return getattr(module, name, None)
    except Exception:
        return None


def lies_in(path, folder):
    return path.startswith(folder + os.sep)


if __name__ == "__main__":
    main()
