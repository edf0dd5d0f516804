"""Limits of processes. Other scripts begin with this text."""
import resource


def limit(limits):
    """Sets the limits of this process and all it starts, or keeps the host's own if they are lower."""
    for name, most in limits.items():
        which = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))


