import { basename } from 'node:path';

/**
 * Returns the content of an `ld.so.cache` that lists these libraries (glibc, sysdeps/generic/dl-cache.h, “struct
 * cache_file_new”). The loader and `ldconfig -p`, which `ctypes.util.find_library` runs, read it.
 */
export const loaderCache = (paths: readonly string[]): Buffer => {
  const entries = [...new Map(paths.map((path) => [basename(path), path]))].sort(([one], [other]) =>
    compareLibraries(other, one),
  );
  const head = Buffer.alloc(headBytes + entries.length * entryBytes);
  const strings: string[] = [];
  let end = head.length;
  const place = (text: string): number => {
    strings.push(`${text}\0`);
    end += Buffer.byteLength(text) + 1;
    return end - Buffer.byteLength(text) - 1;
  };
  head.write('glibc-ld.so.cache1.1', 'latin1');
  head.writeUInt32LE(entries.length, 20);
  for (const [index, [name, path]] of entries.entries()) {
    const at = headBytes + index * entryBytes;
    head.writeUInt32LE(process.arch === 'arm64' ? flags.arm64 : flags.x64, at);
    head.writeUInt32LE(place(name), at + 4);
    head.writeUInt32LE(place(path), at + 8);
  }
  head.writeUInt32LE(end - head.length, 24);
  // cache_file_new_flags_endian_little
  head.writeUInt8(2, 28);
  return Buffer.concat([head, Buffer.from(strings.join(''))]);
};

const headBytes = 48;
const entryBytes = 24;

/** FLAG_ELF_LIBC6 with FLAG_X8664_LIB64 or FLAG_AARCH64_LIB64. */
const flags = { x64: 0x0303, arm64: 0x0a03 } as const;

/** Orders names as the loader’s binary search does: runs of digits by their number (`_dl_cache_libcmp`). */
export const compareLibraries = (one: string, other: string): number => {
  const [ours, theirs] = [one, other].map((name) => name.match(/\d+|\D/g) ?? []);
  for (let at = 0; at < Math.max(ours?.length ?? 0, theirs?.length ?? 0); at += 1) {
    const difference = rank(ours?.[at]) - rank(theirs?.[at]);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** A number sorts after every character, and the end of a name before. */
const rank = (part: string | undefined): number => {
  if (part === undefined) return -1;
  return /\d/.test(part) ? 0x110000 + Number(part) : (part.codePointAt(0) ?? 0);
};
