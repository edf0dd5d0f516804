import os
import subprocess
import sys
import tempfile
import threading
import time

beats = 0
file = tempfile.mkstemp()[1]


def beat():
    global beats
    while True:
        time.sleep(0.01)
        beats += 1


threading.Thread(target=beat, daemon=True).start()
# Detached, so that it is in no group of this process.
program = "import sys, time\nwhile True:\n    time.sleep(0.01)\n    open(sys.argv[1], 'ab').write(b'x')"
subprocess.Popen([sys.executable, "-c", program, file], start_new_session=True)


def count():
    return [beats, os.stat(file).st_size]


def handler(event, context):
    """Returns the beats of a thread and of a process, at the start and at the end of this invocation."""
    before = count()
    time.sleep(1)
    return list(zip(before, count()))
