# Prints the interpreter's properties as JSON. Runs on Python 2.7 and later, without site.
import json, os, site, sys
prefix = getattr(sys, 'base_prefix', sys.prefix)
print(json.dumps({
    'path': os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable),
    'version': '.'.join(map(str, sys.version_info[:3])),
    'prefix': os.path.realpath(prefix),
    'implementation': sys.implementation.name,
    'machine': os.uname()[4] if sys.maxsize > 2 ** 32 else '32 bit',
    'libc': os.confstr('CS_GNU_LIBC_VERSION') or '' if 'CS_GNU_LIBC_VERSION' in os.confstr_names else '',
    'freeThreaded': 't' in getattr(sys, 'abiflags', ''),
    'sitePackages': [os.path.realpath(path) for path in site.getsitepackages([prefix])],
}))
