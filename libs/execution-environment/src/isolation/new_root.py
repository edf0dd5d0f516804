"""The first process in new mount and process namespaces: builds a root file system of mounts and runs a command in it.

Reads its task as JSON from a descriptor, so that no data passes through a shell, a command line that other users
can see, or the environment of the tools in between:

    new_root.py DESCRIPTOR      (started with -I -S, by root of the namespace's owner)
"""
import ctypes
import json
import os
import sys

# linux/mount.h, sched.h
MS_RDONLY, MS_REMOUNT, MS_BIND, MS_REC = 1, 32, 4096, 16384
MNT_DETACH = 2
CLONE_NEWUSER = 0x10000000

libc = ctypes.CDLL(None, use_errno=True)


def main():
    with os.fdopen(int(sys.argv[1]), "rb") as stream:
        order = json.load(stream)
    os.umask(0o022)
    if not order["network"]:
        raise_loopback()
    make_root(order["root"], order["mounts"])
    child = os.fork()
    if child == 0:
        become(order)
    sys.exit(reap(child))


def raise_loopback():
    """Brings the loopback interface up, as on Lambda. In a new network namespace it is down."""
    import fcntl
    import socket
    import struct

    with socket.socket() as any_socket:
        # ioctl SIOCSIFFLAGS: IFF_UP | IFF_LOOPBACK | IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 1 | 8 | 64))


def make_root(root, mounts):
    mount("tmpfs", root, "tmpfs", 0, "mode=755")
    layers = os.path.join(root, ".layers")
    os.mkdir(layers)
    for number, entry in enumerate(mounts):
        path = root + entry["path"]
        kind = entry["kind"]
        if kind == "read-only":
            bind(entry["source"], path, MS_REC)
            seal(path)
        elif kind == "writable":
            bind(entry["source"], path)
        elif kind == "device":
            bind(entry["path"], path)
        elif kind == "empty":
            os.makedirs(path, exist_ok=True)
            mount("tmpfs", path, "tmpfs", MS_RDONLY, "mode=755,size=4k")
        elif kind == "link":
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.symlink(entry["target"], path)
        elif kind == "merged":
            lay_over(entry["sources"], path, os.path.join(layers, str(number)))
        else:
            raise ValueError(kind)
    for name, target in ("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2"):
        os.symlink("/proc/self/" + target, os.path.join(root, "dev", name))
    os.mkdir(root + "/proc")
    mount("proc", root + "/proc", "proc")
    os.chdir(root)
    # The old root is stacked on the new one, and unmounted there.
    check(libc.pivot_root(b".", b"."), "pivot_root")
    check(libc.umount2(b".", MNT_DETACH), "umount2")
    os.chdir("/")
    seal("/")


def bind(source, path, more=0):
    if os.path.isdir(source):
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "a").close()
    mount(source, path, None, MS_BIND | more)


def seal(path):
    """Makes a mount read-only. Keeps its other flags (2 to 8, 1024 to 4096): only their owner may clear them."""
    flags = os.statvfs(path).f_flag
    kept = flags & (2 | 4 | 8 | 1024 | 2048)
    relative = (1 << 21) if flags & 4096 else 0
    mount(None, path, None, MS_REMOUNT | MS_BIND | MS_RDONLY | kept | relative)


def lay_over(sources, path, place):
    """Overlays folders, the last on top. Mounts them under names that need no escaping."""
    os.makedirs(path, exist_ok=True)
    # The topmost folder gives the overlay its permissions. An overlay needs at least two folders.
    names = ["top", "bottom"]
    for name in names:
        os.makedirs(os.path.join(place, name))
    for number, source in enumerate(sources):
        bind(source, os.path.join(place, str(number)))
        names.insert(1, str(number))
    os.chdir(place)
    mount("overlay", path, "overlay", MS_RDONLY, "lowerdir=" + ":".join(names))
    os.chdir("/")
    for number in range(len(sources)):
        check(libc.umount2(os.fsencode(os.path.join(place, str(number))), MNT_DETACH), "umount2")


def mount(source, path, kind, flags=0, options=None):
    names = [name if name is None else os.fsencode(name) for name in (source, path, kind)]
    data = None if options is None else os.fsencode(options)
    check(libc.mount(*names, ctypes.c_ulong(flags), data), "mount " + path)


def check(result, what):
    if result != 0:
        sys.exit("{}: {}".format(what, os.strerror(ctypes.get_errno())))


def become(order):
    """Becomes the command, with the sandbox's user, the command's folder and its environment."""
    limit(order["limits"])
    uid, gid = order["uid"], order["gid"]
    if order["unprivileged"]:
        check(libc.unshare(CLONE_NEWUSER), "unshare")
        for name, text in ("setgroups", "deny"), ("uid_map", "%d 0 1" % uid), ("gid_map", "%d 0 1" % gid):
            with open("/proc/self/" + name, "w") as stream:
                stream.write(text)
    else:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    os.chdir(order["cwd"])
    start(order["command"], order["environment"], order["errors"])


def reap(child):
    """Waits for every process, as the first process must. Returns the command's exit code as a shell reports it."""
    while True:
        ended, status = os.wait()
        if ended == child:
            return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


main()
