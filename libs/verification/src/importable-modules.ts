import { packagesFolder } from '@layerkit/platform-resolution/layout';

/** The folder of a layer’s Python modules in its zip. */
const root = packagesFolder.python;

/**
 * Returns the import names of a layer’s top-level packages and modules, sorted, from the entries of its zip. A
 * namespace package (PEP 420) has no code of its own, so the modules below it take its place.
 */
export const topLevelModules = (entries: readonly string[]): readonly string[] =>
  topLevelAmong(allModules(entries));

/** Returns the modules that are not inside another one of the list. */
export const topLevelAmong = (modules: readonly string[]): readonly string[] => {
  const known = new Set(modules);
  return modules.filter((module) => !ancestorsOf(module).some((ancestor) => known.has(ancestor)));
};

/**
 * Returns all modules that can be imported, sorted. Leaves out `__main__`, which is a program, and folders
 * whose name is not an identifier, such as `.dist-info` and the `.libs` that auditwheel makes.
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

/** Matches an identifier (Python language reference, “Identifiers and keywords”). */
const identifier = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/**
 * Returns the name of a module: `name.py`, `name.so`, `name.abi3.so`, `name.cpython-312-x86_64-linux-gnu.so`.
 * An untagged `libname.so` is a library.
 */
const moduleName = (fileName: string): string | undefined => {
  const [, name = '', end = ''] = /^([^.]+)((?:\.[\w-]+)?\.so|\.py)$/.exec(fileName) ?? [];
  const isLibrary = end === '.so' && name.startsWith('lib');
  return identifier.test(name) && !isLibrary ? name : undefined;
};

/** The folders of a prefix that are filled from `.data/data` in wheels and are not on sys.path. */
const dataFolders = new Set(['bin', 'etc', 'include', 'lib', 'lib64', 'sbin', 'share']);

const ancestorsOf = (module: string): string[] => {
  const parts = module.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
};
