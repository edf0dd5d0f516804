# Counts its invocations and returns its event and context.
import os, time
count = 0
def handler(event, context):
    global count
    count += 1
    time.sleep(event.get("sleep", 0))
    if "print" in event: print(event["print"])
    if "fail" in event: raise ValueError(event["fail"])
    return {"count": count, "event": event, "arn": context.invoked_function_arn, "id": context.aws_request_id,
            "client": context.client_context and context.client_context.custom, "variable": os.environ.get("VARIABLE")}
