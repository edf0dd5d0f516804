import py_compile, sys

mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
made = py_compile.compile(sys.argv[1], sys.argv[1] + "c", "/opt/python/plain.py", True, invalidation_mode=mode)
sys.stdout.buffer.write(open(made, "rb").read())
