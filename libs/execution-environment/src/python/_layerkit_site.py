"""Sets up sys.path as Lambda's own bootstrap does. Run as a program, it then runs the given code or file.

The interpreter is started with -S, so that packages installed next to it can't be imported. This module does the
rest of what site does.

    _layerkit_site.py -c CODE ARGUMENT...
    _layerkit_site.py FILE ARGUMENT...
"""
import os
import site
import sys


def set_up():
    start()
    add_lambda_paths()


def start():
    """Does what the interpreter does before it runs a program, except for adding the packages next to it."""
    site.removeduppaths()
    site.setquit()
    site.setcopyright()
    site.sethelper()
    # Found through the function's own PYTHONPATH, which instrumentation layers use.
    site.execsitecustomize()


def add_lambda_paths():
    task = os.environ["LAMBDA_TASK_ROOT"]
    opt = os.path.join(os.environ.pop("_LAYERKIT_OPT", "/opt"), "python")
    packages = os.path.join(opt, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    # A function's own PYTHONPATH replaces both folders of the layers.
    layers = [] if "PYTHONPATH" in os.environ else [packages, opt]
    sys.path[:0] = [task] + layers
    for directory in [task] + layers:
        site.addsitedir(directory)
    os.environ.setdefault("PYTHONPATH", os.environ["LAMBDA_RUNTIME_DIR"])


def _run(arguments):
    if arguments[0] == "-c":
        sys.argv = ["-c"] + arguments[2:]
        exec(compile(arguments[1], "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})
    else:
        import runpy

        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")


if __name__ == "__main__":
    set_up()
    _run(sys.argv[1:])
