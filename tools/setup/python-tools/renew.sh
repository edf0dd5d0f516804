#!/bin/sh
# Pins the newest versions that the .in files allow, with the hashes of all their files. Then run the tests.
set -eu
cd "$(dirname "$0")"
uv=../../../.layerkit/python-tools/bin/uv
for name in uv runtime-client; do
  comment=$(head -n 1 "$name.txt")
  "$uv" pip compile "$name.in" --universal --python-version 3.10 --upgrade --generate-hashes \
    --no-annotate --no-header --no-config --quiet --output-file "$name.txt"
  { echo "$comment"; cat "$name.txt"; } >"$name.new"
  mv "$name.new" "$name.txt"
done
