"""Imports modules, one on each request of the supervisor, and answers with the result.

Takes the descriptors of two pipes as arguments. Standard input is JSON: {"names": all modules that may be asked for,
"layer": folder that is /opt on Lambda, "path": sys.path, or null if it is set}. A request is a line of JSON, {"nonce":
text, "request": kind, "name": module, "seconds": limit}, and so is its answer, {"nonce": text, ...}. The requests:
"import" a module; import it in a "copy" of this process, which affects no other module; "ready" and "confirm", which
prove that this process still runs.

The layer's code shares this process. So an answer proves only that its author knows this protocol and the nonce. The
output of the modules goes to standard error. Runs on Python 3.9 and later.
"""
import _thread
import builtins
import csv
import importlib
import itertools
import os
import re
import signal
import site
import sys
import time
import warnings

# Modules may replace these functions.
from json import dumps, load, loads


LONGEST_ANSWER = 262144


def main():
    channel = requests, answers = [int(number) for number in sys.argv[-2:]]
    setup = load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    offer_to_the_oom_killer()
    if setup["path"] is not None:
        set_path(setup["path"])
    settle()
    accounts = Accounts(setup["names"], Layer(setup["layer"]))
    process = os.getpid()
    with os.fdopen(requests, "rb") as stream:
        for line in stream:
            request = loads(line)
            answer = answer_to(request, accounts, channel)
            if os.getpid() != process:
                # A copy that a module made of this process, and that returned from the import.
                os._exit(0)
            write(answers, dict(answer, nonce=request["nonce"]))
    # Does not wait for threads and exit handlers of the modules.
    os._exit(0)


def answer_to(request, accounts, channel):
    if request["request"] == "import":
        return try_import(request["name"], accounts)
    if request["request"] == "copy":
        return import_in_a_copy(request["name"], accounts, request["seconds"], channel)
    return {}


def write(descriptor, answer):
    line = dumps(answer).encode() + b"\n"
    if len(line) > LONGEST_ANSWER:
        short = {key: value for key, value in answer.items() if key not in ("spent", "outside")}
        line = dumps(short).encode() + b"\n"
    while line:
        line = line[os.write(descriptor, line) :]


def offer_to_the_oom_killer():
    """Makes the kernel end this process first if the host runs out of memory."""
    try:
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")
    except OSError:
        pass


def set_path(path):
    """Sets sys.path, and runs the .pth files of its folders."""
    sys.path[:] = path
    for folder in path:
        site.addsitedir(folder, set(path))


def settle():
    """Sets an empty home and working folder, and turns warnings off. The layer is read-only, so compiled modules go to
    a cache of their own, which no other interpreter trusts."""
    os.environ["HOME"] = new_folder("home")
    sys.pycache_prefix = sys.pycache_prefix and new_folder("pycache")
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


def try_import(name, accounts):
    """Returns the result of one import: its error, including sys.exit() and the like, and its time and memory."""
    started, memory = time.perf_counter(), resident()
    before = accounts.change_to(name)
    error = import_error(name)
    accounts.change_to(before)
    result = {"imported": error is None, "seconds": time.perf_counter() - started}
    if error is not None:
        result["error"] = error
    if memory is not None:
        result["memoryBytes"] = max(0, resident() - memory)
    result.update(accounts.layer.about(name))
    result.update(accounts.report(name))
    return result


def import_error(name):
    try:
        importlib.import_module(name)
        return None
    except BaseException as error:
        message = " ".join(str(error).split())
        kind = type(error).__qualname__
        return ("%s: %s" % (kind, message) if message else kind)[:1000]


def import_in_a_copy(name, accounts, seconds, channel):
    """Returns the result of an import in a copy of this process, which must still run after it has answered."""
    answers, told = os.pipe()
    heard, question = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        for descriptor in (answers, question, *channel):
            os.close(descriptor)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        write(told, try_import(name, accounts))
        os.write(told, os.read(heard, 16))
        os._exit(0)
    os.close(told)
    os.close(heard)
    with os.fdopen(answers, "rb") as pipe:
        answer, nonce, echo = pipe.readline(LONGEST_ANSWER), os.urandom(16), b""
        try:
            if answer.endswith(b"\n"):
                os.write(question, nonce)
                echo = pipe.read(len(nonce))
        except BrokenPipeError:
            pass
    os.close(question)
    status = os.waitpid(child, 0)[1]
    if echo == nonce:
        return loads(answer)
    return {"imported": False, "seconds": time.perf_counter() - started, "error": describe_end(status, seconds)}


def describe_end(status, seconds):
    if not os.WIFSIGNALED(status):
        return "ended the interpreter with exit code %d" % os.WEXITSTATUS(status)
    if os.WTERMSIG(status) == signal.SIGALRM:
        return "did not finish within %d seconds" % seconds
    return "ended the interpreter with %s" % signal.Signals(os.WTERMSIG(status)).name


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


if __name__ == "__main__":
    main()
