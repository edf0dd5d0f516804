# Ends, sleeps or allocates memory, depending on its event.
import os, signal, sys, time
state = 0
def handler(event, context):
    global state
    state += 1
    path = os.path.join(os.environ.get("TMPDIR", "/tmp"), "kept")
    if "write" in event: open(path, "w").write(event["write"])
    if "print" in event: print(event["print"])
    if "exit" in event: sys.exit(event["exit"])
    if "signal" in event: os.kill(os.getpid(), event["signal"])
    if "sleep" in event: time.sleep(event["sleep"])
    if "memory" in event: held = b"x" * (event["memory"] << 20); time.sleep(0.1)
    return {"state": state, "kept": os.path.exists(path), "remaining": context.get_remaining_time_in_millis()}
