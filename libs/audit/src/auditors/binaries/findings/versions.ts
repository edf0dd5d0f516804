import { posix } from 'node:path';
import type { Finding } from '@layerkit/artifact';
import { runtimeFacts } from '@layerkit/platform-resolution';
import { type BinaryFacts, isNewer, type NeededVersion } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';

/**
 * Symbols newer than the target's glibc and libstdc++ have: the loader refuses the file, so it is always an
 * error. A libstdc++ that the layer brings counts where the file loads that one and not the runtime's.
 */
export const versionFindings = (binary: BinaryFacts, layer: LayerBinaries): readonly Finding[] => {
  const { runtime } = layer.target;
  const { glibc } = runtimeFacts(runtime);
  const libc = excess(binary.glibc, `${glibc.major}.${glibc.minor}`);
  const cxx = [
    ...excess(ownLibrary(binary.glibcxx, binary, layer), layer.runtime.glibcxx),
    ...excess(ownLibrary(binary.cxxabi, binary, layer), layer.runtime.cxxabi),
  ];
  const hint = `Lock a version of ${packageOf(binary)} with a wheel for glibc ${glibc.major}.${glibc.minor}, or build for a newer runtime.`;
  return [
    ...(libc.length === 0
      ? []
      : [tooNew(binary, { code: 'binary/glibc-too-new', excess: libc, runtime, hint })]),
    ...(cxx.length === 0
      ? []
      : [tooNew(binary, { code: 'binary/libstdcxx-too-new', excess: cxx, runtime, hint })]),
  ];
};

interface Excess {
  readonly needed: NeededVersion;
  readonly limit: string;
}

const excess = (needed: NeededVersion | undefined, limit: string): readonly Excess[] =>
  needed !== undefined && isNewer(needed.version, limit) ? [{ needed, limit }] : [];

interface TooNew {
  readonly code: 'binary/glibc-too-new' | 'binary/libstdcxx-too-new';
  readonly excess: readonly Excess[];
  readonly runtime: string;
  readonly hint: string;
}

const tooNew = (binary: BinaryFacts, { code, excess: all, runtime, hint }: TooNew): Finding => {
  const needs = all.map(({ needed: { name, symbol, library } }) =>
    symbol === undefined ? `${name} of ${library}` : `${name} (${symbol} of ${library})`,
  );
  const limits = all.map(({ limit }) => limit).join(' and ');
  return findingAbout(binary, {
    code,
    severity: 'error',
    message: `needs ${needs.join(' and ')}; ${runtime} has ${limits}`,
    hint,
  });
};

/**
 * The loader looks into DT_RPATH, then LD_LIBRARY_PATH, then DT_RUNPATH (ld.so(8)), and Lambda's LD_LIBRARY_PATH has
 * /lib64 before /opt/lib. So a plain libstdc++.so.6 is the runtime's own unless DT_RPATH leads to another; one under a
 * name of its own (auditwheel appends a hash) is the layer's.
 */
const ownLibrary = (
  needed: NeededVersion | undefined,
  binary: BinaryFacts,
  layer: LayerBinaries,
): NeededVersion | undefined =>
  needed === undefined || bringsOwn(needed.library, binary, layer) ? undefined : needed;

const bringsOwn = (library: string, binary: BinaryFacts, layer: LayerBinaries): boolean => {
  if (!layer.runtime.present.has(library)) return layer.hasLibrary(library);
  if (!binary.searchedFirst) return false;
  return binary.searchPath.some((folder) => layer.hasFile(placeInLayer(folder, library, binary)));
};

/** A layer is unpacked over /opt. */
const placeInLayer = (folder: string, library: string, { path }: BinaryFacts): string => {
  const origin = `/opt/${posix.dirname(path)}`;
  const expanded = folder.replace(/\$ORIGIN|\$\{ORIGIN\}/, origin);
  return posix.join(expanded, library).replace(/^\/opt\//, '');
};
