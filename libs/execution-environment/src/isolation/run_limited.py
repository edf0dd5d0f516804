import json
import sys

# run_limited.py LIMITS ERRORS COMMAND…
limit(json.loads(sys.argv[1]))
start(sys.argv[3:], None, int(sys.argv[2]))
