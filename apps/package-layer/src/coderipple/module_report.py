"""Says where a package was found and whether it can be imported, as seen from inside a function."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

LAYER_PYTHON = Path("/opt/python")


def build_module_report(package: str) -> dict[str, Any]:
    """Return where `package` lies on sys.path, how its import went, and from which file it came.

    The import's outcome is "SUCCESS" or "ExceptionClass: message"; the report itself never raises.
    """
    outcome, file = _import(package)
    return {
        f"{package}_locations": _locations(package),
        f"{package}_import": outcome,
        f"{package}_file": file,
        "opt_python_exists": LAYER_PYTHON.is_dir(),
        "pythonpath_env": os.environ.get("PYTHONPATH", ""),
    }


def _locations(package: str) -> list[str]:
    candidates = (Path(folder or ".") / package for folder in sys.path)
    return [str(candidate) for candidate in candidates if candidate.is_dir()]


def _import(package: str) -> tuple[str, str | None]:
    try:
        module = importlib.import_module(package)
    except Exception as error:  # a report of any failure is what this function is for
        return f"{type(error).__name__}: {error}", None
    return "SUCCESS", getattr(module, "__file__", None)
