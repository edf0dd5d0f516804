"""Keeps account of what imports cost, and where modules come from. Part of the import probe."""
import _thread
import builtins
import csv
import os
import re
import sys
import time


class Accounts:
    """Charges time and memory to the module whose code uses them: for itself, and for modules from outside the layer
    that it is the first to import. An import of another module of the list is charged to that module, so the shares
    add up to the total. Hooks into the function that every import of a new module calls."""

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
            # The other hook does not see modules that are already imported.
            if level == 0 and isinstance(globals, dict) and isinstance(name, str):
                self.want(self.owner_of(globals.get("__name__")), name)
            return plain_import(name, globals, locals, fromlist, level)

        bootstrap._find_and_load = counted
        builtins.__import__ = noted

    def change_to(self, owner):
        """Charges the current owner for the time and memory since the last change. Returns that owner."""
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
        """Returns the module of the list that a module is or is inside of."""
        if module not in self.owners:
            name = module if isinstance(module, str) else ""
            while name and name not in self.names:
                name = name.rpartition(".")[0]
            self.owners[module] = name or None
        return self.owners[module]

    def report(self, name):
        """Returns a module's imports from outside, and what was charged to any module since the last report."""
        outside = sorted(top for top in self.wanted.get(name, ()) if self.layer.is_outside(top))
        spent, self.spent = self.spent, {}
        return {"outside": outside, "spent": spent}


def resident():
    """Returns the resident bytes of this process, or None if the system does not report them."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * page
    except OSError:
        return None


page = os.sysconf("SC_PAGE_SIZE")


class Layer:
    """The folder of the layer, with the version of each file according to the distributions' RECORDs (PEP 376)."""

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
                        # The RECORD of a wheel has paths that an installer resolves.
                        path = re.sub(r"^[^/]+\.data/(?:purelib|platlib|data)/", "", row[0])
                        self.versions[path] = version
        except OSError:
            pass

    def about(self, name):
        """Returns the version and file of a module, if known. The file's path is the one on Lambda."""
        file = attribute(sys.modules.get(name), "__file__")
        file = os.path.realpath(file) if isinstance(file, str) else None
        known = [name.replace(".", "/") + ending for ending in ("/__init__.py", ".py")]
        if file is not None:
            known.append(os.path.relpath(file, self.root))
        version = next((self.versions[path] for path in known if path in self.versions), None)
        if file is not None and is_inside(file, self.folder):
            file = "/opt" + file[len(self.folder) :]
        return {key: value for key, value in (("version", version), ("file", file)) if value is not None}

    def is_outside(self, top):
        """Returns whether a top-level module comes from neither the layer nor the standard library."""
        module = sys.modules.get(top)
        place = attribute(module, "__file__") or next(iter(attribute(module, "__path__") or ()), None)
        if top == "__main__" or not isinstance(place, str):
            return False
        place = os.path.realpath(place)
        if any(is_inside(place, folder) for folder in self.standard):
            # An installation keeps its packages below its library too.
            return "site-packages" in place.split(os.sep)
        return not is_inside(place, self.folder)


def attribute(module, name):
    """Returns an attribute, or None if there is none. An entry of sys.modules may be any object."""
    try:
        return getattr(module, name, None)
    except Exception:
        return None


def is_inside(path, folder):
    return path.startswith(folder + os.sep)
