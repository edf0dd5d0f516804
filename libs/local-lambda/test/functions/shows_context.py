# Returns its context.
def handler(event, context):
    names = ["aws_request_id", "function_name", "function_version", "invoked_function_arn", "log_group_name",
             "log_stream_name", "memory_limit_in_mb"]
    return dict({name: getattr(context, name) for name in names}, custom=context.client_context.custom)
