"""Runs the steps given as JSON on stdin and prints the time and memory they used as JSON.

A step is {"cwd": folder, "pipeline": [[program, argument...], ...]}. The time is wall-clock time
from the start of a step's processes to the end of the last one. The peak is that of the largest process. It
includes the memory that this process held when it started the other, so values below about ten megabytes
mean nothing.
"""

import json
import os
import subprocess
import sys
import time


def run(step, env):
    processes = []
    source = subprocess.DEVNULL
    began = time.perf_counter()
    for index, command in enumerate(step["pipeline"]):
        last = index == len(step["pipeline"]) - 1
        process = subprocess.Popen(
            command,
            cwd=step["cwd"],
            env=env,
            stdin=source,
            stdout=subprocess.DEVNULL if last else subprocess.PIPE,
        )
        if source is not subprocess.DEVNULL:
            source.close()
        source = process.stdout
        processes.append(process)
    ended = [os.wait4(process.pid, 0) for process in processes]
    wall = time.perf_counter() - began
    for process, (_, status, _) in zip(processes, ended):
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"exit status {process.returncode}: {process.args}")
    return wall, [usage for _, _, usage in ended]


def main():
    job = json.load(sys.stdin)
    env = {**os.environ, **job["env"]}
    results = [run(step, env) for step in job["steps"]]
    usages = [usage for _, all_usage in results for usage in all_usage]
    # Linux counts kilobytes here, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    json.dump(
        {
            "wallSeconds": sum(wall for wall, _ in results),
            "cpuSeconds": sum(usage.ru_utime + usage.ru_stime for usage in usages),
            "peakBytes": unit * max(usage.ru_maxrss for usage in usages),
        },
        sys.stdout,
    )


main()
