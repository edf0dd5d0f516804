import type { FindingCode } from '@layerkit/artifact/finding';
import { formatTarget } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import type { BinaryFacts } from '@layerkit/binary-formats';
import type { LayerBinaries } from './layer-binaries.ts';

/** The reason why a file is not built for the target. */
export interface Foreign {
  readonly code: FindingCode;
  /** Continues a sentence that starts with the file’s path. */
  readonly message: string;
}

/** Returns the first reason that applies: system, C library, architecture, Python. */
export const whyForeign = (binary: BinaryFacts, layer: LayerBinaries): Foreign | undefined => {
  const { format, architectures, pythonTag } = binary;
  const { target } = layer;
  const built = architectures.join(', ');
  if (format === 'mach-o') return otherSystem('macos', `macOS (${built})`, layer);
  if (format === 'pe') return otherSystem('windows', `Windows (${built})`, layer);
  if (isMusl(binary)) return musl(binary, layer);
  if (!architectures.includes(target.architecture))
    return {
      code: 'binary/wrong-architecture',
      message: `is built for ${built}; the target is ${target.architecture}`,
    };
  if (pythonTag === undefined) return undefined;
  return layer.suffixes.includes(`.${pythonTag}.so`)
    ? newerStableAbi(binary, layer)
    : {
        code: 'binary/wrong-python',
        message: `is a module for ${pythonTag}; ${formatTarget(target)} imports only ${layer.suffixes.join(', ')}`,
      };
};

const otherSystem = (system: 'macos' | 'windows', name: string, { target }: LayerBinaries): Foreign => ({
  code: `binary/${system}`,
  message: `is a binary for ${name}; ${formatTarget(target)} runs on Linux`,
});

const isMusl = ({ platform, pythonTag }: BinaryFacts): boolean =>
  platform === 'linux-musl' || (pythonTag?.endsWith('-linux-musl') ?? false);

const musl = ({ needed }: BinaryFacts, { target }: LayerBinaries): Foreign => {
  const library = needed.find((name) => name.startsWith('libc.'));
  const { glibc } = runtimeFacts(target.runtime);
  const through = library === undefined ? '' : ` (${library})`;
  return {
    code: 'binary/musl',
    message: `is built for musl${through}; ${target.runtime} has glibc ${glibc.major}.${glibc.minor}`,
  };
};

/**
 * Returns the reason if a stable-ABI module needs a newer Python. Its name has no version; the tag of its wheel
 * names the oldest Python that it supports (PEP 425).
 */
const newerStableAbi = (
  { pythonTag, wheelTags }: BinaryFacts,
  { target }: LayerBinaries,
): Foreign | undefined => {
  if (pythonTag !== 'abi3') return undefined;
  const oldest = wheelTags
    .map((tag) => /^cp3(\d+)-abi3-/.exec(tag)?.[1])
    .filter((minor) => minor !== undefined)
    .map(Number);
  const from = Math.min(...oldest);
  if (oldest.length === 0 || from <= runtimeFacts(target.runtime).pythonMinor) return undefined;
  return {
    code: 'binary/wrong-python',
    message: `is for Python 3.${from} and newer according to its wheel tag (cp3${from}-abi3); the target is ${target.runtime}`,
  };
};
