import json, sys, zipfile
order = json.load(sys.stdin)
with zipfile.ZipFile(order['path'], 'w') as archive:
    for entry in order['entries']:
        info = zipfile.ZipInfo('x')
        info.filename = entry['name']
        info.create_system = 3
        info.compress_type = zipfile.ZIP_STORED if entry.get('stored') else zipfile.ZIP_DEFLATED
        archive.writestr(info, entry.get('content', ''))
        # afterwards, since zipfile would give a mode to an entry that has none
        info.external_attr = entry.get('mode', 0) << 16
