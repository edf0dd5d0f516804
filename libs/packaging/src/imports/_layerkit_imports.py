"""Imports modules and reports which of a layer's Python source files were loaded.

Reads JSON from standard input: {"root": the layer's folder of modules, "modules": [name, ...], "nonce": text}. Writes
JSON to standard output: {"files": [path below the root, ...], "failed": [[name, exception], ...], "nonce": the same
text, which modules that write to this program's descriptors don't know}. Redirects the output of the modules to
standard error. Runs on Python 3.9 and later.
"""

import importlib
import importlib.machinery
import json
import os
import sys
import warnings


def main():
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    task = json.load(sys.stdin)
    warnings.simplefilter("ignore")
    sys.argv = [""]
    loaded = watch()
    failed = []
    for name in task["modules"]:
        try:
            importlib.import_module(name)
        except BaseException as error:
            failed.append([name, ("%s: %s" % (type(error).__qualname__, " ".join(str(error).split())))[:1000]])
    root = os.path.realpath(task["root"]) + os.sep
    files = {path[len(root) :] for path in map(os.path.realpath, loaded) if path.startswith(root)}
    channel.write(json.dumps({"files": sorted(files), "failed": failed, "nonce": task["nonce"]}))
    channel.flush()
    # do not wait for threads and exit handlers of the imported modules
    os._exit(0)


def watch():
    """Records source files loaded from now on, including modules later removed from sys.modules."""
    loaded = []
    get_code = importlib.machinery.SourceFileLoader.get_code

    def noted(self, fullname):
        loaded.append(self.get_filename(fullname))
        return get_code(self, fullname)

    importlib.machinery.SourceFileLoader.get_code = noted
    return loaded


main()
