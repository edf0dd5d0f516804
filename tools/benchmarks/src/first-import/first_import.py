"""Imports the modules named as arguments, as in a cold start, and prints the time and memory used as JSON."""

import json
import resource
import sys
import time

began, used = time.perf_counter(), time.process_time()
for name in sys.argv[1:]:
    __import__(name)
wall, cpu = time.perf_counter() - began, time.process_time() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"wallSeconds": wall, "cpuSeconds": cpu, "peakBytes": peak}))
