"""Limits of processes, and their start. Other scripts begin with this text."""
import errno
import os
import resource


def limit(limits):
    """Sets the limits of this process and all it starts, or keeps the host's own if they are lower."""
    for name, most in limits.items():
        which = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))


def start(command, environment, errors):
    """Becomes a command. If that fails, writes the name of the error to a descriptor, which the command doesn't get."""
    os.set_inheritable(errors, False)
    try:
        if environment is None:
            os.execv(command[0], command)
        os.execve(command[0], command, environment)
    except OSError as error:
        os.write(errors, errno.errorcode.get(error.errno, "EIO").encode())
        os._exit(127 if isinstance(error, FileNotFoundError) else 126)


