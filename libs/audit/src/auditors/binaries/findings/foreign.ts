import { posix } from 'node:path';
import type { Finding, Severity } from '@layerkit/artifact/finding';
import { formatTarget } from '@layerkit/platform-resolution';
import { type BinaryFacts, parseExtensionName } from '@layerkit/binary-formats';
import { findingAbout } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';
import { whyForeign, type Foreign } from './why-foreign.ts';

/**
 * Returns the finding for a file that is built for another system, architecture, C library or Python, or
 * undefined if it is built for the target.
 */
export const foreignOf = (binary: BinaryFacts, layer: LayerBinaries): Finding | undefined => {
  const why = whyForeign(binary, layer);
  if (why === undefined) return undefined;
  const severity = severityOf(why, binary, layer);
  const hint =
    severity === 'note'
      ? 'Nothing on the target loads it. Leave it out to save space.'
      : `Build the layer with wheels for ${formatTarget(layer.target)}, not with wheels for the build machine.`;
  return findingAbout(binary, { code: why.code, severity, message: why.message, hint });
};

/**
 * Returns the severity of a foreign file, by what is known about its purpose:
 * - An import loads it: error.
 * - The target has a counterpart, which is the same module, or the same program or library of the same package:
 *   note. The package ships one file per platform.
 * - It is a Windows program: note. These are launchers (setuptools, distlib) that only an installer copies.
 * - Its wheel is not for the target, or its origin is unknown: error.
 * - The package also has binaries for other systems or processors, so the file is there on purpose: warning if
 *   users may miss the module, or the program on their processor; note for other files of macOS and Windows.
 * - Otherwise the wheel claims to be for every platform without being so (playwright’s does): error; warning
 *   for a library that nothing in the layer loads.
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

/**
 * Returns a key that is equal for counterparts: a module is identified by its folder and name, any other file
 * by its package and name. Versions and suffixes do not count.
 */
const identityOf = ({ kind, path, package: owner }: BinaryFacts): string => {
  if (kind === 'extension module')
    return `module ${posix.dirname(path)}/${parseExtensionName(path)?.module ?? ''}`;
  const stem = posix.basename(path).replace(/\.(?:exe|dll|dylib|so)(?:\.[\d.]+)?$/i, '');
  return `file ${owner ?? ''} ${stem.toLowerCase()}`;
};
