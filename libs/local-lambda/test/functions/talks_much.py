# Writes many lines with the number of the invocation, also in a child process.
import logging, subprocess, sys
def handler(event, context):
    for n in range(5):
        print("printed-%d-%d" % (event, n))
        logging.getLogger().error("logged-%d-%d\nsecond line", event, n)
    if event % 20 == 0: subprocess.run(["/bin/echo", "child-%d-0" % event])
