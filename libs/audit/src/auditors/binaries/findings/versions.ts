import type { Finding } from '@layerkit/artifact/finding';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { type BinaryFacts, isNewer, type NeededVersion } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';
import { folderInZip } from './folder-in-zip.ts';

/**
 * Returns findings for symbols newer than the target’s glibc and libstdc++. The loader refuses such a file, so
 * each is an error. If the file loads a libstdc++ from the layer, the runtime’s limits do not apply.
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
    symbol === undefined ? `${name} in ${library}` : `${name} (${symbol} in ${library})`,
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
 * Returns the needed version if the runtime’s libstdc++ must provide it. The loader searches DT_RPATH, then
 * LD_LIBRARY_PATH, then DT_RUNPATH (ld.so(8)), and Lambda’s LD_LIBRARY_PATH has /lib64 before /opt/lib. So a
 * plain libstdc++.so.6 is the runtime’s unless DT_RPATH leads to another one. A library with its own name
 * (auditwheel appends a hash) is the layer’s.
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
  return binary.searchPath.some((folder) => layer.hasFile(folderInZip(folder, binary, layer.role) + library));
};
