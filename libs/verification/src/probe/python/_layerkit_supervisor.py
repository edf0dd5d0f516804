"""Has another process import modules, and reports the result of each.

The layer's code runs in that process, the importer. This process runs none of it: not even the layer's .pth files and
libraries reach it. It holds the only channel to layerkit, asks for one module at a time, and accepts only the answer to
the question it has just asked.

A task is JSON on standard input: {"key": hex, "command": the importer's command, "environment": its variables,
"modules": [name, ...], "submodules": [name, ...], "failed": [name, ...], "seconds": limit for each import, "budget":
seconds after which no import starts, "bytes": length of the report after which no import starts, "limits": see Watch,
"layer" and "path": see the importer, "ownCode": see Libraries}. The modules are imported in one process, then each submodule in a copy of it.
Modules below a failed one are not tried.

Standard output gets two lines for each module, {"begins": name} before the import and the result after it, so that the
reader knows which module ended the supervisor. Each line starts with the HMAC-SHA-256 of its number and its text. If a
module stops the importer, its result says how in "stopped", and the report ends. Runs on Python 3.9 and later.
"""
import ctypes
import hmac
import json
import os
import resource
import select
import signal
import sys
import time

# Python's isolated mode leaves this folder out.
sys.path.append(os.path.dirname(os.path.abspath(__file__)))

from _layerkit_libraries import Libraries, runs_same_program
from _layerkit_watch import Exceeded, Watch, descendants, empty, reap

PULSE = 0.05
LONGEST_ANSWER = 262144
# Seconds for the importer to start on a busy host.
LONGEST_START = 30
# linux/prctl.h
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
ANSWER = {"imported", "seconds", "memoryBytes", "version", "file", "outside", "error", "spent"}

libc = ctypes.CDLL(None)


def main():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # Other processes of this user can't open this one's descriptors and memory in /proc. Orphans become its children.
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    task = json.load(sys.stdin)
    if task["limits"]:
        empty(task["limits"]["tmp"])
    importer = Importer(task)
    try:
        importer.ask("ready")
        supervise(task, importer, Report(bytes.fromhex(task["key"])))
    except Stopped as stop:
        print("before the first import, code of the layer " + stop.error, file=sys.stderr, flush=True)
    importer.end()
    os._exit(0)


def supervise(task, importer, report):
    """Has each module imported until all are done, the time is over, or one of them stops the importer."""
    began = time.monotonic()
    failed = set(task["failed"])
    for request, names in ("import", task["modules"]), ("copy", task["submodules"]):
        for name in names:
            if time.monotonic() - began > task["budget"] or report.length > task["bytes"]:
                return
            report.tell({"begins": name})
            asked = time.perf_counter()
            try:
                result = below_a_failed(name, failed) or importer.import_module(request, name)
            except Stopped as stop:
                stopped = {"imported": False, "seconds": time.perf_counter() - asked, "error": stop.error}
                report.tell(dict(stopped, module=name, stopped=stop.kind))
                return
            if not result["imported"]:
                failed.add(name)
            report.tell(dict(result, module=name))
            if importer.has_foreign_libraries:
                # The next module must load its own. Another importer continues.
                return


def below_a_failed(name, failed):
    parent = name.rpartition(".")[0]
    while parent:
        if parent in failed:
            return {"imported": False, "seconds": 0, "error": "its package %s does not import" % parent}
        parent = parent.rpartition(".")[0]
    return None


class Report:
    """The signed lines on standard output."""

    def __init__(self, key):
        self.key = key
        self.lines = 0
        self.length = 0

    def tell(self, line):
        text = json.dumps(line)
        code = hmac.digest(self.key, ("%d %s" % (self.lines, text)).encode(), "sha256").hex()
        data = ("%s %s\n" % (code, text)).encode()
        self.lines += 1
        self.length += len(data)
        while data:
            data = data[os.write(1, data) :]


class Stopped(Exception):
    """The importer can't continue. The kind is timed-out, ended, misbehaved or over-limit."""

    def __init__(self, kind, error):
        super().__init__(error)
        self.kind = kind
        self.error = error


class Importer:
    """The process that imports. Whatever it says may come from the layer's code."""

    def __init__(self, task):
        self.seconds = task["seconds"]
        heard, self.requests = os.pipe()
        self.answers, told = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            become_importer(task, heard, told)
        self.watch = Watch(self.process, task["limits"])
        self.libraries = Libraries(task["ownCode"])
        self.has_foreign_libraries = False
        os.close(heard)
        os.close(told)

    def import_module(self, request, name):
        answer = self.ask(request, name)
        if type(answer.get("imported")) is not bool or not ANSWER.issuperset(answer):
            raise Stopped("misbehaved", "wrote an invalid result to the probe’s channel")
        foreign = self.foreign_libraries()
        # A process that writes a result and ends itself did not import the module.
        self.ask("confirm")
        return dict(answer, imported=False, error=foreign) if foreign and answer["imported"] else answer

    def foreign_libraries(self):
        """Returns an error about libraries of the host that the importer, or the copy that has answered, loaded."""
        own = self.libraries.error_of([self.process])
        self.has_foreign_libraries = own is not None
        copies = [process for process in descendants(self.process) if runs_same_program(process, self.process)]
        return own or self.libraries.error_of(copies)

    def ask(self, request, name=""):
        """Returns the answer to a request, without its nonce, which proves that it was written after the request."""
        seconds = max(self.seconds, LONGEST_START) if request == "ready" else self.seconds
        deadline = time.monotonic() + seconds + (2 if request == "copy" else 0)
        if select.select([self.answers], [], [], 0)[0]:
            if os.read(self.answers, 1):
                raise Stopped("misbehaved", "wrote to the probe’s channel without being asked")
            raise self.ended()
        nonce = os.urandom(16).hex()
        order = {"nonce": nonce, "request": request, "name": name, "seconds": self.seconds}
        try:
            os.write(self.requests, json.dumps(order).encode() + b"\n")
        except BrokenPipeError:
            raise self.ended() from None
        try:
            answer = json.loads(self.read_line(deadline))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or answer.pop("nonce", None) != nonce:
            raise Stopped("misbehaved", "wrote to the probe’s channel something that is not the result asked for")
        return answer

    def read_line(self, deadline):
        line = b""
        while not line.endswith(b"\n"):
            if select.select([self.answers], [], [], PULSE)[0]:
                more = os.read(self.answers, 65536)
                if not more:
                    raise self.ended()
                line += more
                if len(line) > LONGEST_ANSWER:
                    raise Stopped("misbehaved", "wrote more than 256 KiB to the probe’s channel")
                if b"\n" in line[:-1]:
                    raise Stopped("misbehaved", "wrote several lines to the probe’s channel")
            elif self.exit() is not None:
                # A process that it started still holds the pipe.
                raise self.ended()
            if time.monotonic() > deadline:
                raise Stopped("timed-out", "did not finish within %d seconds" % self.seconds)
            try:
                self.watch.look()
            except Exceeded as limit:
                raise Stopped("over-limit", str(limit)) from None
        return line

    def exit(self):
        return os.waitid(os.P_PID, self.process, os.WEXITED | os.WNOHANG | os.WNOWAIT)

    def ended(self):
        for _ in range(50):
            exit = self.exit()
            if exit is not None:
                if exit.si_code == os.CLD_EXITED:
                    return Stopped("ended", "ended the interpreter with exit code %d" % exit.si_status)
                return Stopped("ended", "ended the interpreter with " + signal.Signals(exit.si_status).name)
            time.sleep(0.01)
        return Stopped("ended", "closed the probe’s channel")

    def end(self):
        """Kills the importer and all processes that it started, until none is left."""
        for _ in range(1000):
            processes = descendants(os.getpid())
            if not processes:
                return
            for process in processes:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            reap()
            time.sleep(0.001)


def become_importer(task, heard, told):
    try:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        with os.fdopen(os.memfd_create("setup"), "w+") as setup:
            names = task["modules"] + task["submodules"]
            json.dump({"names": names, "layer": task["layer"], "path": task["path"]}, setup)
            setup.seek(0)
            os.dup2(setup.fileno(), 0)
        os.dup2(2, 1)
        for pipe in heard, told:
            os.set_inheritable(pipe, True)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        command = task["command"] + [str(heard), str(told)]
        os.execve(command[0], command, dict(os.environ, **task["environment"]))
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(127)


if __name__ == "__main__":
    main()
