from opentelemetry import context as otel


def handle(event, context):
    return {"context": type(otel.get_current()).__name__}
