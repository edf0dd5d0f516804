# Started inside a new root: becomes the sandbox's user and then the command, with exactly the environment that
# waits at a descriptor. The command's environment never touches the tools that set the root up.
#
#   enter.py DESCRIPTOR UID GID FOLDER COMMAND...      (UID and GID empty: stay who you are)
import os
import sys

descriptor, uid, gid, folder = sys.argv[1:5]
command = sys.argv[5:]
with os.fdopen(int(descriptor), "rb") as stream:
    pairs = [pair.partition(b"=") for pair in stream.read().split(b"\0") if pair]
environment = {name: value for name, _, value in pairs}
if uid:
    os.setgroups([])
    os.setgid(int(gid))
    os.setuid(int(uid))
os.umask(0o022)
os.chdir(folder)
try:
    os.execve(command[0], command, environment)
except OSError as error:
    print("{}: {}".format(command[0], error.strerror), file=sys.stderr)
    sys.exit(127 if error.errno == 2 else 126)
