import six
from markupsafe import _speedups, escape


def handle(event, context):
    return {"escaped": str(escape(event["text"])), "six": six.__version__}
