import { bareHeaders, damagedHeaders } from '../facts/bare-headers.ts';
import type { BinaryHeaders, BinaryKind, BinaryPlatform } from '../facts/binary-facts.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { cString } from '../bytes/c-string.ts';
import type { ReadingFor } from '../facts/reading-for.ts';
import { readElfHeader, type ElfHeader } from './elf-header.ts';
import { readLinking, type LinkedFacts, type Linking } from './linking.ts';
import { readProgramHeaders, type ProgramHeaders } from './program-headers.ts';

/**
 * Reads a Linux program or library as its loader does: by program headers and dynamic section, never by
 * sections. Returns undefined for object files (also those of eBPF programs) and core dumps.
 */
export const readElf = async (
  source: ByteSource,
  reading: ReadingFor,
): Promise<BinaryHeaders | undefined> => {
  const bare = bareHeaders('elf');
  const header = await readElfHeader(source);
  if (header === 'damaged') return damagedHeaders(bare, 'has a truncated header');
  if (header === undefined) return undefined;
  const known: BinaryHeaders = {
    ...bare,
    architectures: [header.architecture],
    kind: header.type === 'executable' ? 'executable' : 'shared library',
  };
  if (!header.readable) return known;
  const segments = await readProgramHeaders(source, header);
  if (typeof segments === 'string') return damagedHeaders(known, segments);
  const interpreter = await readInterpreter(source, segments);
  const linking = await readLinking(source, segments, reading);
  if (typeof linking === 'string') return damagedHeaders(known, linking);
  return {
    ...known,
    ...linking.facts,
    kind: kindOf(header, linking, interpreter),
    platform: platformOf(linking.facts, interpreter),
    executableStack: segments.executableStack,
  };
};

const readInterpreter = async (
  source: ByteSource,
  { interpreter }: ProgramHeaders,
): Promise<string | undefined> => {
  const bytes = interpreter && (await source.read(interpreter.offset, Math.min(interpreter.bytes, 4096)));
  return bytes && cString(bytes, 0);
};

/** Returns the kind of a file. Libraries such as libc.so.6 name an interpreter too, so that they can be started. */
const kindOf = (header: ElfHeader, linking: Linking, interpreter: string | undefined): BinaryKind => {
  if (header.type === 'executable' || linking.positionIndependentExecutable) return 'executable';
  if (linking.moduleInit) return 'extension module';
  return interpreter !== undefined && linking.facts.soname === undefined ? 'executable' : 'shared library';
};

/**
 * Returns the platform by the name of the C library: libc.musl-x86_64.so.1 (Alpine) or libc.so (musl itself)
 * for musl, libc.so.6 for glibc.
 */
const platformOf = ({ needed, glibc }: LinkedFacts, interpreter: string | undefined): BinaryPlatform => {
  const names = [...needed, (interpreter ?? '').replace(/^.*\//, '')];
  if (names.some((name) => /^(?:ld-musl-|libc\.musl-)/.test(name) || name === 'libc.so')) return 'linux-musl';
  const isGlibc = glibc !== undefined || names.some((name) => /^(?:libc\.so\.6$|ld-linux)/.test(name));
  return isGlibc ? 'linux-gnu' : 'linux';
};
