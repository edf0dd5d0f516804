"""Sets up sys.path as Lambda's own bootstrap does; run as a program, it then runs what it is given.

The interpreter is started with -S, so that nothing installed beside it can be imported. What site would have
done apart from that is made up for here.

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
    """What the interpreter does before the first line of a program, but for the packages beside it."""
    site.removeduppaths()
    site.setquit()
    site.setcopyright()
    site.sethelper()
    # found where a function's own PYTHONPATH points, which is how instrumentation layers hook in
    site.execsitecustomize()


def add_lambda_paths():
    task = os.environ["LAMBDA_TASK_ROOT"]
    opt = os.path.join(os.environ.pop("_LAYERKIT_OPT", "/opt"), "python")
    packages = os.path.join(opt, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    # a function's own PYTHONPATH takes both places of the layers away
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
