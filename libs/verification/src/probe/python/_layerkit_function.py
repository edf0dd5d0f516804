"""A Lambda function that imports modules. The event of handle is a task of the supervisor without the parts that only
the function knows. The answer contains what the supervisor reported, and how it ended.
"""
import contextlib
import json
import os
import re
import selectors
import signal
import subprocess
import sys

folder = os.path.dirname(os.path.abspath(__file__))


def handle(event, context):
    """Passes the task to a supervisor. This process has run the layer's .pth files, the supervisor has not."""
    flags = subprocess._args_from_interpreter_flags()
    program = [sys.executable, *flags, os.path.join(folder, "_layerkit_probe.py")]
    environment = without_credentials(os.environ)
    library_path = environment.get("LD_LIBRARY_PATH", "")
    # The layer is read-only: without a cache of its own each interpreter would compile every module again.
    own = {"LD_LIBRARY_PATH": library_path, "PYTHONPYCACHEPREFIX": "/tmp/pycache"}
    task = dict(event, command=program, environment=own, layer=layer_folder(), path=sys.path, limits={}, ownCode=None)
    supervisor = subprocess.Popen(
        [sys.executable, "-I", "-S", os.path.join(folder, "_layerkit_supervisor.py")],
        env=dict(environment, LD_LIBRARY_PATH=os.path.join(sys.base_prefix, "lib")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    report, last_words = communicate(supervisor, json.dumps(task).encode())
    code = end(supervisor)
    return {
        "python": "%d.%d.%d" % sys.version_info[:3],
        "report": report.decode(),
        "code": code if code >= 0 else None,
        "signal": signal.Signals(-code).name if code < 0 else None,
        "lastWords": last_words.decode("utf-8", "replace"),
    }


def without_credentials(variables):
    """Leaves out the credentials of the function's role, which imported modules must not use."""
    kind = "ACCESS_KEY|SECRET|SESSION|SECURITY|CONTAINER|WEB_IDENTITY|PROFILE|SHARED|CONFIG"
    return {name: value for name, value in variables.items() if not re.match("AWS_(?:%s)" % kind, name)}


def layer_folder():
    """Returns /opt, or the folder on sys.path that a local Lambda uses if it can't provide /opt."""
    return next((os.path.dirname(path) for path in sys.path if os.path.basename(path) == "python"), "/opt")


def communicate(supervisor, task):
    """Returns the report and the last 4000 bytes of the modules' output."""
    # A supervisor that ends before it reads says why on standard error.
    with contextlib.suppress(BrokenPipeError), supervisor.stdin as stdin:
        stdin.write(task)
    report, words = b"", b""
    with selectors.DefaultSelector() as streams:
        streams.register(supervisor.stdout, selectors.EVENT_READ)
        streams.register(supervisor.stderr, selectors.EVENT_READ)
        # Processes that modules leave running may hold standard error, but not the report.
        while supervisor.stdout in {key.fileobj for key in streams.get_map().values()}:
            for key, _ in streams.select():
                more = os.read(key.fd, 65536)
                if not more:
                    streams.unregister(key.fileobj)
                elif key.fileobj is supervisor.stdout:
                    report += more
                else:
                    words = (words + more)[-4000:]
    return report, words


def end(supervisor):
    """Ends the supervisor with all its processes. Returns its exit code."""
    code = supervisor.wait()
    try:
        os.killpg(supervisor.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return code
