"""A Lambda function that imports modules: handle takes a task of the probe as its event, but for the layer's folder, and
answers with the lines of a copy of its interpreter and with how that ended.
"""
import json
import os
import select
import signal
import sys
import time

from _layerkit_probe import run


def handle(event, context):
    """Lets a copy of the interpreter import, and watches it: one that ends or hangs must not take the answer along."""
    reader, writer = os.pipe()
    words = os.open("/tmp/layerkit-words", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reader)
        os.dup2(words, 1)
        os.dup2(words, 2)
        # the layer is read-only: without a place of its own each copy would compile every module anew
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
    """/opt; where a local Lambda can't show it there, what stands for it on sys.path."""
    return next((os.path.dirname(path) for path in sys.path if os.path.basename(path) == "python"), "/opt")


def listen(reader, child, patience):
    """What the copy writes, for how long it said nothing in the end, and whether that was too long."""
    text, heard = b"", time.monotonic()
    while True:
        silence = time.monotonic() - heard
        if select.select([reader], [], [], 0.1)[0]:
            more = os.read(reader, 65536)
            if not more:
                return text, silence, False
            text, heard = text + more, time.monotonic()
        elif has_ended(child):
            # something that it started still holds the pipe
            return text, silence, False
        elif silence > patience:
            return text, silence, True


def has_ended(child):
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def end(child):
    """Ends a copy with all that it started; what comes back is its exit code or the signal that ended it."""
    for _ in range(50):
        # one that has closed its pipe may be on its way out by itself
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
