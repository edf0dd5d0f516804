#!/usr/bin/env python3
"""An extension as AWS's own examples are: it registers, then takes events until SHUTDOWN. Its variables change it."""
import json
import os
import sys
import tempfile
import threading
import time
import urllib.request

name = os.path.basename(sys.argv[0])
api = "http://%s/2020-01-01/extension/" % os.environ["AWS_LAMBDA_RUNTIME_API"]
settings = json.loads(os.environ.get("EXTENSION", "{}"))


def call(path, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(api + path, data, headers)) as response:
        return response.headers, json.load(response)


def end(step):
    if settings.get("end") == step:
        if settings.get("report"):
            call(settings["report"], dict(known, **{"Lambda-Extension-Function-Error-Type": "Extension.NoLuck"}), {})
        if settings.get("signal"):
            os.kill(os.getpid(), settings["signal"])
        sys.exit(settings.get("status", 0))


def tell(event):
    with open(os.path.join(tempfile.gettempdir(), name + ".jsonl"), "a") as file:
        file.write(json.dumps(event) + "\n")


def beat():
    while True:
        tell({"beats": time.monotonic()})
        time.sleep(0.02)


print("extension starts", flush=True)
known = {}
end("start")
accepting = {"Lambda-Extension-Name": name, "Lambda-Extension-Accept-Feature": "accountId"}
events = settings.get("events", ["INVOKE", "SHUTDOWN"])
headers, function = call("register", accepting, {"events": events})
known = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
tell({"registered": function, "variables": dict(os.environ)})
end("registered")
if settings.get("beats"):
    threading.Thread(target=beat, daemon=True).start()
blob = b"x" * (settings.get("memory", 0) << 20)
while True:
    headers, event = call("event/next", known)
    tell(dict(event, identified="Lambda-Extension-Event-Identifier" in headers))
    print("extension gets", event["eventType"], event.get("shutdownReason", ""), flush=True)
    if event["eventType"] == "SHUTDOWN":
        if "listener" in settings:
            urllib.request.urlopen(settings["listener"], json.dumps(event).encode())
        time.sleep(settings.get("lingers", 0))
        sys.exit(0)
    time.sleep(settings.get("works", 0))
    end("invoked")
