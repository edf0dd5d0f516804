import json, sys

for text in json.loads(sys.argv[1]):
    try:
        json.loads(text)
    except json.JSONDecodeError as e:
        print(f"line {e.lineno}, column {e.colno}")
