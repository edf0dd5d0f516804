import { posix } from 'node:path';
import type { Finding, Severity } from '@layerkit/artifact';
import { formatTarget } from '@layerkit/platform-resolution';
import { type BinaryFacts, parseExtensionName } from '@layerkit/binary-formats';
import { findingAbout } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';
import { whyForeign, type Foreign } from './why-foreign.ts';

/** The finding of a file that is for another system, processor, C library or Python. Undefined where it is for the target. */
export const foreignOf = (binary: BinaryFacts, layer: LayerBinaries): Finding | undefined => {
  const why = whyForeign(binary, layer);
  if (why === undefined) return undefined;
  const severity = severityOf(why, binary, layer);
  const hint =
    severity === 'note'
      ? 'Nothing on the target loads it: leaving it out only saves space.'
      : `Build the layer for ${formatTarget(layer.target)}, with wheels for it: not with those of the machine that builds.`;
  return findingAbout(binary, { code: why.code, severity, message: why.message, hint });
};

/**
 * How bad a foreign file is, by what is known of its purpose:
 * - importing something loads it: error.
 * - The same module, or the same program or library of the same package, is there for the target too: note. The
 *   package ships one for each platform.
 * - A Windows program: note. They are launchers (setuptools, distlib), which only an installer copies.
 * - Its wheel is not for the target, or nobody knows where the file came from: error.
 * - The package has binaries of other systems or processors as well, so it is there on purpose: a warning where its
 *   users may miss the module, or the program on their processor; a note for other files of macOS and Windows.
 * - Else the wheel only says that it is for every platform (that of playwright does): error; for a library that
 *   nothing here loads, a warning.
 */
const severityOf = ({ code }: Foreign, binary: BinaryFacts, layer: LayerBinaries): Severity => {
  if (layer.isLoaded(binary)) return 'error';
  if (hasCounterpart(binary, layer) || isLauncher(binary)) return 'note';
  if (!layer.wheelFits(binary)) return 'error';
  if (!shipsSeveral(binary, layer)) return binary.kind === 'shared library' ? 'warning' : 'error';
  const otherSystem = code === 'binary/macos' || code === 'binary/windows';
  return otherSystem && binary.kind !== 'extension module' ? 'note' : 'warning';
};

const shipsSeveral = (binary: BinaryFacts, { binaries }: LayerBinaries): boolean =>
  binaries.some(
    (other) =>
      other.package === binary.package && platformOf(other) !== platformOf(binary) && !isLauncher(other),
  );

const platformOf = ({ format, platform, architectures }: BinaryFacts): string =>
  [format, platform === 'linux-musl' ? 'musl' : '', ...architectures].join(' ');

const isLauncher = ({ format, kind }: BinaryFacts): boolean => format === 'pe' && kind === 'executable';

const hasCounterpart = (binary: BinaryFacts, layer: LayerBinaries): boolean => {
  const identity = identityOf(binary);
  return layer.binaries.some(
    (other) =>
      other !== binary &&
      identityOf(other) === identity &&
      other.damage === undefined &&
      whyForeign(other, layer) === undefined,
  );
};

/** A module by the folder it is imported from, anything else by its package; versions and suffixes do not count. */
const identityOf = ({ kind, path, package: owner }: BinaryFacts): string => {
  if (kind === 'extension module')
    return `module ${posix.dirname(path)}/${parseExtensionName(path)?.module ?? ''}`;
  const stem = posix.basename(path).replace(/\.(?:exe|dll|dylib|so)(?:\.[\d.]+)?$/i, '');
  return `file ${owner ?? ''} ${stem.toLowerCase()}`;
};
