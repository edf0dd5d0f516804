"""A pure Python version of awslambdaric's `runtime_client`, with its four calls to the Lambda Runtime API."""
import http.client
import os

_invocations = "/2018-06-01/runtime/invocation/"
_user_agent = ""


def initialize_client(user_agent):
    global _user_agent
    _user_agent = user_agent


def next():
    status, headers, body = _call("GET", "next")
    if status != 200:
        raise RuntimeError("Failed to get next")
    known = dict(headers)
    known["Lambda-Runtime-Deadline-Ms"] = int(known["Lambda-Runtime-Deadline-Ms"])
    return body, known


def post_invocation_result(invoke_id, body, content_type, invocation_id=None):
    status, _, _ = _call("POST", invoke_id + "/response", body, {"Content-Type": content_type})
    if status != 202:
        raise RuntimeError("Failed to post invocation response")


def post_error(invoke_id, error, xray_cause, invocation_id=None):
    headers = {"Content-Type": "application/json"}
    status, _, _ = _call("POST", invoke_id + "/error", error.encode("utf-8"), headers)
    if status != 202:
        raise RuntimeError("Failed to post invocation error")


def _call(method, path, body=None, headers=None):
    # Not read from os.environ, which the function can change between invocations.
    connection = http.client.HTTPConnection(_address)
    try:
        connection.request(method, _invocations + path, body, dict(headers or {}, **{"User-Agent": _user_agent}))
        response = connection.getresponse()
        return response.status, response.getheaders(), response.read()
    finally:
        connection.close()


_address = os.environ["AWS_LAMBDA_RUNTIME_API"]
