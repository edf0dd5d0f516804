import json
import os
import urllib.error
import urllib.request

api = "http://%s/" % os.environ["AWS_LAMBDA_RUNTIME_API"]


def call(method, path, headers, body):
    """Returns the status, the identifier and the body of an answer."""
    request = urllib.request.Request(api + path, None if body is None else body.encode(), headers, method=method)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    text = answer.read().decode()
    return answer.status, answer.headers.get("Lambda-Extension-Identifier"), json.loads(text) if text else None


calls = [call(*one) for one in json.loads(os.environ.get("AT_INIT", "[]"))]


def handler(event, context):
    return calls + [call(*one) for one in event]
