#!/bin/sh
# Pins the newest versions that the .in files allow, with the hashes of all their files. Then run the tests.
set -eu
cd "$(dirname "$0")"
uv=../../../.layerkit/python-tools/bin/uv
# The oldest Python that each has to run on
oldest() { case $1 in *-validators) echo 3.11 ;; *) echo 3.10 ;; esac; }
for name in uv runtime-client runtime-sdk workflow-validators stack-validators; do
  comment=$(head -n 1 "$name.txt")
  "$uv" pip compile "$name.in" --universal --python-version "$(oldest "$name")" --upgrade --generate-hashes \
    --no-annotate --no-header --no-config --quiet --output-file "$name.txt"
  { echo "$comment"; cat "$name.txt"; } >"$name.new"
  mv "$name.new" "$name.txt"
done
