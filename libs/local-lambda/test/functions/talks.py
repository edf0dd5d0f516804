# Writes to all outputs that end up in the log.
import logging, sys
print("initializing")
def handler(event, context):
    print("printed", event)
    logging.getLogger().warning("logged %s", event)
    print("complained", event, file=sys.stderr)
    if event == "fail": raise ValueError("no")
