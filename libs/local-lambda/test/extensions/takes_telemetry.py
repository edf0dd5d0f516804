#!/usr/bin/env python3
"""An extension that subscribes to telemetry and keeps what it gets in /tmp, as AWS's own example does."""
import http.server
import json
import os
import sys
import tempfile
import threading
import urllib.error
import urllib.request

name = os.path.basename(sys.argv[0])
api = "http://%s/" % os.environ["AWS_LAMBDA_RUNTIME_API"]
settings = json.loads(os.environ["EXTENSION"])


def call(method, path, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(api + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.headers, "%d %s" % (error.code, error.read().decode())


class Listener(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        batch = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with open(os.path.join(tempfile.gettempdir(), name + ".jsonl"), "a") as file:
            for event in batch:
                file.write(json.dumps(event) + "\n")
        done.set() if any(event["type"] == "platform.runtimeDone" for event in batch) else None
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


done = threading.Event()
headers, _ = call("POST", "2020-01-01/extension/register", {"Lambda-Extension-Name": name}, {"events": ["INVOKE"]})
known = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
server = http.server.ThreadingHTTPServer((settings["host"], settings["port"]), Listener)
threading.Thread(target=server.serve_forever, daemon=True).start()
subscription = {
    "schemaVersion": settings["version"],
    "types": ["platform", "function", "extension"],
    "buffering": {"maxItems": 1000, "maxBytes": 262144, "timeoutMs": 25},
    "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:%d/take" % settings["port"]},
}
subscription.update(settings.get("subscription", {}))
subscribed = call("PUT", settings["api"], known, subscription)[1]
print("subscribed:", subscribed, flush=True)
while True:
    call("GET", "2020-01-01/extension/event/next", known)
    # The extension is frozen after its next request, so it waits for the function's telemetry first.
    done.wait(2 if "OK" in subscribed else 0)
    done.clear()
