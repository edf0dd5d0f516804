import shade, six


def handle(event, context):
    return {"shade": shade.NAME, "six": six.__file__}
