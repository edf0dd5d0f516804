"""Compiles Python sources to .pyc files that are valid whatever the sources' times are (PEP 552, unchecked-hash).

Reads two blocks per source from standard input: its path for tracebacks (UTF-8) and its content. Writes one block per
source to standard output: the .pyc, or an empty block if the source does not compile. A block is its length in four
bytes, little-endian, followed by that many bytes. Runs on Python 3.9 and later.
"""

import collections
import importlib.util
import marshal
import os
import struct
import sys
import warnings


def main():
    warnings.simplefilter("ignore")
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    running = collections.deque()
    while True:
        path = read_block(requests)
        if path is not None:
            running.append(start(path.decode("utf-8"), read_block(requests)))
        while running and (path is None or len(running) > processors):
            pyc = finish(*running.popleft())
            answers.write(struct.pack("<I", len(pyc)) + pyc)
            answers.flush()
        if path is None:
            return


processors = os.cpu_count() or 1


def read_block(stream):
    head = stream.read(4)
    if head == b"":
        return None
    (length,) = struct.unpack("<I", head)
    block = stream.read(length)
    if len(block) != length:
        sys.exit("the input ends in the middle of a block")
    return block


def start(path, source):
    """Compiles a source in a copy of this process, for two reasons. The bytes depend on the strings that the process
    has interned, so earlier sources would change them. A source that exhausts the stack ends only its copy."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_all(writer, pyc_of(path, source))
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(writer)
    return child, reader


def finish(child, reader):
    with os.fdopen(reader, "rb") as pipe:
        pyc = pipe.read()
    return pyc if os.waitpid(child, 0)[1] == 0 else b""


def write_all(descriptor, data):
    while data:
        data = data[os.write(descriptor, data) :]


def pyc_of(path, source):
    code = compile(source, path, "exec", dont_inherit=True, optimize=0)
    if sys.version_info < (3, 11) and has_unordered(code):
        raise ValueError("the order of a set in it differs between processes")
    unchecked_hash = struct.pack("<I", 1)
    head = importlib.util.MAGIC_NUMBER + unchecked_hash + importlib.util.source_hash(source)
    return head + marshal.dumps(code)


def has_unordered(code):
    """Whether a constant set has a member that is hashed by its address. marshal sorts sets from 3.11 on."""

    def by_address(constant):
        if isinstance(constant, (tuple, frozenset)):
            return any(by_address(member) for member in constant)
        return constant is None or constant is Ellipsis

    def unordered(constant):
        if isinstance(constant, type(code)):
            return has_unordered(constant)
        if isinstance(constant, tuple):
            return any(unordered(member) for member in constant)
        return isinstance(constant, frozenset) and by_address(constant)

    return any(unordered(constant) for constant in code.co_consts)


main()
