"""Reads a file from each of two layers and writes a temporary file, which every environment must allow."""
import os, sys

opt, tmp = sys.argv[1:]
for name in 'first', 'second':
    open(os.path.join(opt, name)).read()
open(os.path.join(tmp, 'written'), 'w').close()
