"""A Lambda function that imports modules. The event of handle is a task of the import probe without the layer's
folder. The answer contains the lines written by a copy of the interpreter, and how that copy ended.
"""
import json
import os
import select
import signal
import sys
import time

from _layerkit_probe import run


def handle(event, context):
    """Imports in a copy of the interpreter and watches it, so that the function answers even if it hangs."""
    reader, writer = os.pipe()
    words = os.open("/tmp/layerkit-words", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reader)
        os.dup2(words, 1)
        os.dup2(words, 2)
        # The layer is read-only: without its own cache folder each copy would compile every module again.
        sys.pycache_prefix = "/tmp/pycache"
        try:
            run(dict(event, layer=layer_folder()), os.fdopen(writer, "w", encoding="utf-8"))
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    os.close(writer)
    text, silence, timed_out = listen(reader, child, event["seconds"] + 2)
    code, ended_by = end(child)
    with os.fdopen(reader), os.fdopen(words, "rb") as log:
        log.seek(max(0, os.fstat(words).st_size - 4000))
        last_words = log.read().decode("utf-8", "replace")
    return {
        "python": "%d.%d.%d" % sys.version_info[:3],
        "lines": [json.loads(line) for line in text.splitlines()],
        "timedOut": timed_out,
        "silence": silence,
        "code": code,
        "signal": ended_by,
        "lastWords": last_words,
    }


def layer_folder():
    """Returns /opt, or the folder on sys.path that a local Lambda uses if it can't provide /opt."""
    return next((os.path.dirname(path) for path in sys.path if os.path.basename(path) == "python"), "/opt")


def listen(reader, child, patience):
    """Returns what the copy writes, the seconds of silence at the end, and whether these were too many."""
    text, heard = b"", time.monotonic()
    while True:
        silence = time.monotonic() - heard
        if select.select([reader], [], [], 0.1)[0]:
            more = os.read(reader, 65536)
            if not more:
                return text, silence, False
            text, heard = text + more, time.monotonic()
        elif has_ended(child):
            # A process that it started still holds the pipe.
            return text, silence, False
        elif silence > patience:
            return text, silence, True


def has_ended(child):
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def end(child):
    """Ends a copy with all its processes. Returns its exit code or the signal that ended it."""
    for _ in range(50):
        # A copy that has closed its pipe may be about to end by itself.
        if has_ended(child):
            break
        time.sleep(0.01)
    for kill in os.killpg, os.kill:
        try:
            kill(child, signal.SIGKILL)
        except ProcessLookupError:
            pass
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return None, signal.Signals(os.WTERMSIG(status)).name
    return os.WEXITSTATUS(status), None
