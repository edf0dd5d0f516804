"""Imports modules, one on each request of the supervisor, and answers with the result.

Takes the descriptors of two pipes as arguments. Standard input is JSON: {"names": all modules that may be asked for,
"layer": folder that is /opt on Lambda, "path": sys.path, or null if it is set}. A request is a line of JSON, {"nonce":
text, "request": kind, "name": module, "seconds": limit}, and so is its answer, {"nonce": text, ...}. The requests:
"import" a module; import it in a "copy" of this process, which affects no other module; "ready" and "confirm", which
prove that this process still runs. The copy that has answered lives until the next request, so that the supervisor can
look at it.

The layer's code shares this process. So an answer proves only that its author knows this protocol and the nonce. The
output of the modules goes to standard error. Runs on Python 3.9 and later.
"""
import importlib
import itertools
import os
import signal
import site
import sys
import time
import warnings

# Modules may replace these functions.
from json import dumps, load, loads

from _layerkit_accounts import Accounts, Layer, resident


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
    copy = Copy()
    with os.fdopen(requests, "rb") as stream:
        for line in stream:
            copy.end()
            request = loads(line)
            answer = answer_to(request, accounts, channel, copy)
            if os.getpid() != process:
                # A copy that a module made of this process, and that returned from the import.
                os._exit(0)
            write(answers, dict(answer, nonce=request["nonce"]))
    # Does not wait for threads and exit handlers of the modules.
    os._exit(0)


def answer_to(request, accounts, channel, copy):
    if request["request"] == "import":
        return try_import(request["name"], accounts)
    if request["request"] == "copy":
        return copy.import_module(request["name"], accounts, request["seconds"], channel)
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


class Copy:
    """A copy of this process, which imports one module and then waits for its end."""

    def __init__(self):
        self.process = self.question = None

    def import_module(self, name, accounts, seconds, channel):
        """Returns the result of an import in a new copy, which must still run after it has answered."""
        answers, told = os.pipe()
        heard, self.question = os.pipe()
        started = time.perf_counter()
        self.process = os.fork()
        if self.process == 0:
            for descriptor in (answers, self.question, *channel):
                os.close(descriptor)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(seconds)
            write(told, try_import(name, accounts))
            os.write(told, os.read(heard, 16))
            os.read(heard, 1)
            os._exit(0)
        os.close(told)
        os.close(heard)
        with os.fdopen(answers, "rb") as pipe:
            answer, nonce, echo = pipe.readline(LONGEST_ANSWER), os.urandom(16), b""
            try:
                if answer.endswith(b"\n"):
                    os.write(self.question, nonce)
                    echo = pipe.read(len(nonce))
            except BrokenPipeError:
                pass
        if echo == nonce:
            return loads(answer)
        error = describe_end(self.end(), seconds)
        return {"imported": False, "seconds": time.perf_counter() - started, "error": error}

    def end(self):
        """Lets the copy end, if there is one. Returns its status."""
        if self.process is None:
            return 0
        process, self.process = self.process, None
        os.close(self.question)
        return os.waitpid(process, 0)[1]


def describe_end(status, seconds):
    if not os.WIFSIGNALED(status):
        return "ended the interpreter with exit code %d" % os.WEXITSTATUS(status)
    if os.WTERMSIG(status) == signal.SIGALRM:
        return "did not finish within %d seconds" % seconds
    return "ended the interpreter with %s" % signal.Signals(os.WTERMSIG(status)).name


if __name__ == "__main__":
    main()
