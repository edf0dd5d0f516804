"""Copies a layer zip without the metadata of its packages."""

import sys, zipfile

with zipfile.ZipFile(sys.argv[1]) as whole, zipfile.ZipFile(sys.argv[2], "w") as pruned:
    for entry in whole.infolist():
        if ".dist-info/" not in entry.filename:
            pruned.writestr(entry, whole.read(entry))
