import json, os, sys, zipfile
good = []
for name in os.listdir(sys.argv[1]):
    try:
        with zipfile.ZipFile(os.path.join(sys.argv[1], name)) as archive:
            if archive.testzip() is None: good.append(name)
    except Exception:
        pass
print(json.dumps(good))
