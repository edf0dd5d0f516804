"""Finds libraries of this host that the importer loaded. Part of the supervisor, so it runs none of the layer's code."""
import os

MOST_NAMED = 3


class Libraries:
    """Knows where the code may come from that the importer and its copies run: {"folders": [path, ...], "files":
    [path, ...]}. None on Lambda, where each library is the runtime's."""

    def __init__(self, own):
        self.files = None if own is None else frozenset(own["files"])
        self.folders = () if own is None else tuple(folder + "/" for folder in own["folders"])

    def error_of(self, processes):
        """Returns an error about libraries of the host that processes have mapped, or None. The kernel lists them."""
        if self.files is None:
            return None
        found = {}
        for process in processes:
            mapped = mapped_code(process)
            if mapped is None:
                return "hid the libraries that it loaded"
            found.update((path, None) for path in mapped if not self.is_own(path))
        if not found:
            return None
        named = ", ".join(list(found)[:MOST_NAMED])
        more = " and %d more" % (len(found) - MOST_NAMED) if len(found) > MOST_NAMED else ""
        return "loaded libraries of this host, which neither the layer nor the runtime has: " + named + more

    def is_own(self, path):
        # glibc opens the modules of its name service itself.
        name = os.path.basename(path)
        return path in self.files or path.startswith(self.folders) or name.startswith("libnss_")


def mapped_code(process):
    """Returns the files whose code a process has mapped, or None if it keeps that from other processes. The kernel maps
    downwards and lists upwards: in reverse, a library comes before most of those that it needs."""
    try:
        with open("/proc/%d/maps" % process, "rb") as stream:
            lines = stream.read().splitlines()
    except PermissionError:
        return None
    except OSError:
        # It has ended.
        return []
    paths = []
    for line in reversed(lines):
        # address, permissions, offset, device, inode, path
        fields = line.split(None, 5)
        if len(fields) == 6 and b"x" in fields[1] and fields[4] != b"0":
            path = os.fsdecode(fields[5])
            paths.append(path[: -len(" (deleted)")] if path.endswith(" (deleted)") else path)
    return [path for path in paths if not path.startswith(("/memfd:", "/dev/", "/SYSV"))]


def runs_same_program(process, other):
    """Returns whether a process is a copy of another one, and not a program that it started."""
    try:
        return os.path.samefile("/proc/%d/exe" % process, "/proc/%d/exe" % other)
    except OSError:
        return False
