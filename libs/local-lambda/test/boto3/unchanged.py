"""Uses Lambda as any program with boto3 does, without any code for a local server."""

import base64
import hashlib
import io
import json
import urllib.request
import zipfile

import boto3
from botocore.exceptions import ClientError

client = boto3.client("lambda")
seen = {}


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)
    return buffer.getvalue()


def refusal(operation, **request):
    try:
        operation(**request)
    except ClientError as error:
        return [type(error).__name__, error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]]
    return None


layer = zipped({"python/lib.py": "answer = 42\n"})
for _ in range(3):
    published = client.publish_layer_version(
        LayerName="boto", Content={"ZipFile": layer}, CompatibleRuntimes=["python3.12"]
    )
arn = published["LayerVersionArn"]
seen["digest"] = published["Content"]["CodeSha256"] == base64.b64encode(hashlib.sha256(layer).digest()).decode()
pages = client.get_paginator("list_layer_versions").paginate(LayerName="boto", PaginationConfig={"PageSize": 2})
seen["versions"] = [[version["Version"] for version in page["LayerVersions"]] for page in pages]
location = client.get_layer_version_by_arn(Arn=arn)["Content"]["Location"]
seen["download"] = urllib.request.urlopen(location).read() == layer
client.delete_layer_version(LayerName="boto", VersionNumber=1)

client.create_function(
    FunctionName="boto",
    Runtime="python3.12",
    Role="arn:aws:iam::000000000000:role/any",
    Handler="index.handler",
    Code={"ZipFile": zipped({"index.py": "import lib\ndef handler(event, context):\n    return [event, lib.answer]\n"})},
)
client.get_waiter("function_active_v2").wait(FunctionName="boto")
updated = client.update_function_configuration(FunctionName="boto", Layers=[arn])
seen["status"] = updated["LastUpdateStatus"]
seen["conflict"] = refusal(client.update_function_configuration, FunctionName="boto", Timeout=5)
client.get_waiter("function_updated_v2").wait(FunctionName="boto")
seen["layers"] = client.get_function(FunctionName="boto")["Configuration"]["Layers"][0]["Arn"] == arn

try:
    invoked = client.invoke(FunctionName="boto", LogType="Tail", Payload=json.dumps({"a": 1}))
    seen["invoked"] = [invoked["StatusCode"], json.load(invoked["Payload"])]
    seen["log"] = base64.b64decode(invoked["LogResult"]).decode()
except ClientError as error:
    seen["invoked"] = error.response["Error"]["Code"]

seen["functions"] = client.get_account_settings()["AccountUsage"]["FunctionCount"]
seen["missing"] = refusal(client.get_layer_version, LayerName="boto", VersionNumber=9)
seen["invalid"] = refusal(client.get_function, FunctionName="*")
client.delete_function(FunctionName="boto")
seen["gone"] = refusal(client.get_function, FunctionName="boto")
print(json.dumps(seen))
