import greeting, os


def handle(event, context):
    return {"greeting": greeting.text, "from": greeting.__file__, "name": os.environ["NAME"]}
