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
      : layer.role === 'function'
        ? `Put packages into a layer for ${formatTarget(layer.target)}, and build own binaries for it.`
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

const shipsSeveral = (binary: BinaryFacts, layer: LayerBinaries): boolean => {
  const platforms = othersOf(layer).platforms.get(binary.package);
  return platforms !== undefined && (platforms.size > 1 || !platforms.has(platformOf(binary)));
};

/** The other binaries of a layer, as a foreign one is compared with them. */
interface Others {
  /** The identities of binaries for the target. */
  readonly fitting: ReadonlySet<string>;
  /** The platforms of each package’s binaries, without launchers. */
  readonly platforms: ReadonlyMap<string | undefined, ReadonlySet<string>>;
}

const othersOf = (layer: LayerBinaries): Others => {
  const known = found.get(layer) ?? findOthers(layer);
  found.set(layer, known);
  return known;
};

/** A cache, because a layer may have thousands of foreign binaries. */
const found = new WeakMap<LayerBinaries, Others>();

const findOthers = (layer: LayerBinaries): Others => {
  const platforms = new Map<string | undefined, Set<string>>();
  for (const binary of layer.binaries.filter((other) => !isLauncher(other))) {
    const known = platforms.get(binary.package) ?? new Set();
    platforms.set(binary.package, known.add(platformOf(binary)));
  }
  const fitting = layer.binaries.filter(
    (binary) => binary.damage === undefined && whyForeign(binary, layer) === undefined,
  );
  return { fitting: new Set(fitting.map(identityOf)), platforms };
};

const platformOf = ({ format, platform, architectures }: BinaryFacts): string =>
  [format, platform === 'linux-musl' ? 'musl' : '', ...architectures].join(' ');

const isLauncher = ({ format, kind }: BinaryFacts): boolean => format === 'pe' && kind === 'executable';

const hasCounterpart = (binary: BinaryFacts, layer: LayerBinaries): boolean =>
  othersOf(layer).fitting.has(identityOf(binary));

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
