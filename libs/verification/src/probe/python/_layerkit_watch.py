"""Watches what the processes below this one use. Part of the supervisor, so it runs none of the layer's code."""
import os
import shutil
import time

PULSE = 0.05


class Exceeded(Exception):
    """The processes use more than a limit allows."""


class Watch:
    """Notices when the importer and all that it started exceed the limits: {"memoryMb": resident memory, "tasks":
    processes and threads, "tmpMb": size of the files in "tmp"}, or {}."""

    def __init__(self, importer, limits):
        self.importer = importer
        self.limits = limits
        self.next = self.next_files = 0

    def look(self):
        now = time.monotonic()
        if now < self.next or not self.limits:
            return
        reap(self.importer)
        processes = descendants(os.getpid())
        if sum(map(count_threads, processes)) > self.limits["tasks"]:
            raise Exceeded("started more than %d processes and threads" % self.limits["tasks"])
        most = self.limits["memoryMb"] << 20
        # The proportional size counts shared pages once, but takes the kernel longer to compute.
        if sum(map(resident, processes)) > most and sum(map(proportional, processes)) > most:
            raise Exceeded("used more than %d MB of memory" % self.limits["memoryMb"])
        if now > self.next_files:
            if size_of(self.limits["tmp"]) > self.limits["tmpMb"] << 20:
                raise Exceeded("wrote more than %d MB to /tmp" % self.limits["tmpMb"])
            self.next_files = now + 10 * (time.monotonic() - now) + 0.2
        self.next = time.monotonic() + PULSE


def descendants(process):
    found = children(process)
    for one in found:
        found += children(one)
    return found


def children(process):
    found = []
    try:
        for thread in os.listdir("/proc/%d/task" % process):
            found += read("/proc/%d/task/%s/children" % (process, thread)).split()
    except OSError:
        pass
    return [int(child) for child in found]


def count_threads(process):
    return int((read("/proc/%d/stat" % process).rpartition(b")")[2].split() or [b"0"] * 18)[17])


def resident(process):
    return int((read("/proc/%d/statm" % process).split() or [0, 0])[1]) * os.sysconf("SC_PAGE_SIZE")


def proportional(process):
    for line in read("/proc/%d/smaps_rollup" % process).splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) << 10
    return resident(process)


def read(path):
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return b""


def reap(kept=None):
    """Takes note of children that have ended, but keeps the exit code of one."""
    for child in children(os.getpid()):
        if child != kept:
            os.waitpid(child, os.WNOHANG)


def size_of(folder):
    total = 0
    for path, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(path, name)).st_blocks * 512
            except OSError:
                pass
    return total


def empty(folder):
    """Deletes what earlier importers left in a folder, even in folders that they made unreadable."""
    for path, folders, files in os.walk(folder):
        for name in folders:
            if not os.path.islink(os.path.join(path, name)):
                os.chmod(os.path.join(path, name), 0o700)
    for entry in os.listdir(folder):
        entry = os.path.join(folder, entry)
        if os.path.isdir(entry) and not os.path.islink(entry):
            shutil.rmtree(entry, ignore_errors=True)
        else:
            os.unlink(entry)
