"""Answers with a report of the modules that reach the function through its layers."""

from importlib.metadata import version
from typing import Any

import boto3
import coderipple
import strands
import strands_tools
from opentelemetry import context as opentelemetry_context

# Loading the context is what failed with StopIteration where a layer had lost its package metadata.
_CONTEXT = opentelemetry_context.get_current()


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Return the module report of strands, with the version and file of what else was imported."""
    return {
        **coderipple.build_module_report("strands"),
        "opentelemetry_context": type(_CONTEXT).__name__,
        "modules": {
            "boto3": {"version": boto3.__version__, "file": boto3.__file__},
            "coderipple": {"version": coderipple.__version__, "file": coderipple.__file__},
            "strands": {"version": version("strands-agents"), "file": strands.__file__},
            "strands_tools": {"version": version("strands-agents-tools"), "file": strands_tools.__file__},
        },
        "function": context.function_name,
        "memory_limit_mb": int(context.memory_limit_in_mb),
    }
