import json
import os
import sys

# run_limited.py LIMITS COMMAND…
limit(json.loads(sys.argv[1]))
try:
    os.execv(sys.argv[2], sys.argv[2:])
except OSError as error:
    print("{}: {}".format(sys.argv[2], error.strerror), file=sys.stderr, flush=True)
    os._exit(127 if isinstance(error, FileNotFoundError) else 126)
