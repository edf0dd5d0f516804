import { packagesFolder } from '@layerkit/platform-resolution';

/** Where a layer's Python modules lie in its zip. */
const root = packagesFolder.python;

/**
 * The names under which a layer's modules are imported, by the entries of its zip: top-level packages and
 * modules, sorted. A namespace package (PEP 420) has no code of its own, so what is below it is named in its place.
 */
export const topLevelModules = (entries: readonly string[]): readonly string[] =>
  topLevelAmong(allModules(entries));

/** Those of some modules that lie in none of the others. */
export const topLevelAmong = (modules: readonly string[]): readonly string[] => {
  const known = new Set(modules);
  return modules.filter((module) => !ancestorsOf(module).some((ancestor) => known.has(ancestor)));
};

/**
 * Every module that can be imported, sorted. Not among them: `__main__`, which is a program, and what lies in
 * a folder whose name is no identifier, as `.dist-info` and the `.libs` that auditwheel makes.
 */
export const allModules = (entries: readonly string[]): readonly string[] => {
  const modules = entries
    .filter((entry) => entry.startsWith(root))
    .map((entry) => moduleOf(entry.slice(root.length).split('/')))
    .filter((module) => module !== undefined);
  return [...new Set(modules)].sort();
};

const moduleOf = (path: readonly string[]): string | undefined => {
  const name = moduleName(path.at(-1) ?? '');
  const packages = path.slice(0, -1);
  if (name === undefined || name === '__main__' || !packages.every((part) => identifier.test(part)))
    return undefined;
  if (packages[0] !== undefined && dataFolders.has(packages[0])) return undefined;
  const parts = name === '__init__' ? packages : [...packages, name];
  return parts.length === 0 ? undefined : parts.join('.');
};

/** Python language reference, "Identifiers and keywords". */
const identifier = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** `name.py`, `name.so`, `name.abi3.so`, `name.cpython-312-x86_64-linux-gnu.so`; an untagged `libname.so` is a library. */
const moduleName = (fileName: string): string | undefined => {
  const [, name = '', end = ''] = /^([^.]+)((?:\.[\w-]+)?\.so|\.py)$/.exec(fileName) ?? [];
  const isLibrary = end === '.so' && name.startsWith('lib');
  return identifier.test(name) && !isLibrary ? name : undefined;
};

/** Where wheels' `.data/data` puts what belongs below a prefix, not on sys.path. */
const dataFolders = new Set(['bin', 'etc', 'include', 'lib', 'lib64', 'sbin', 'share']);

const ancestorsOf = (module: string): string[] => {
  const parts = module.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
};
