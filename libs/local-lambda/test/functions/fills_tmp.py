import os


def handler(megabytes, context):
    """Writes a file of this size, and returns how it went and the size of the first file."""
    path = "/tmp/first"
    if os.path.exists(path):
        path = "/tmp/next"
    try:
        with open(path, "wb") as stream:
            for _ in range(megabytes):
                stream.write(b"x" * (1 << 20))
        outcome = "written"
    except OSError as error:
        os.unlink(path)
        outcome = error.strerror
    return [outcome, os.stat("/tmp/first").st_size >> 20]
