# Counts its invocations, and fails if its event asks for it.
count = 0
def handler(event, context):
    global count
    count += 1
    if event.get("fail"): raise KeyError(event["fail"])
    return {"count": count, "event": event}
