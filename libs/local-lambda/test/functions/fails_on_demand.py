# Counts its invocations, and fails when it is told to.
count = 0
def handler(event, context):
    global count
    count += 1
    if event.get("fail"): raise KeyError(event["fail"])
    return {"count": count, "event": event}
