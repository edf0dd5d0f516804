"""CodeRipple's own code, shared by its functions through a Lambda layer."""

from coderipple.module_report import build_module_report

name = "coderipple"
__version__ = "0.1.0"

__all__ = ["__version__", "build_module_report", "name"]
