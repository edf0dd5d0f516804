import type { AuditedFile, AuditSubject } from '../subject/subject.ts';

/**
 * A unit that is imported as one: a package with its `__init__.py`, a module that is a single file, or the part
 * of a namespace package that has either.
 */
export interface ModuleUnit {
  /** `opentelemetry` for all parts of that namespace. */
  readonly topLevel: string;
  /** The path in the zip: `python/yaml/`, with a `/` at its end, or `python/six.py`. */
  readonly path: string;
  /** Its sources and compiled modules. */
  readonly files: readonly AuditedFile[];
}

/** The modules that the roots of a layer contain. */
export interface LayerModules {
  readonly units: readonly ModuleUnit[];
  /** Returns whether a dotted name is a module, a package, or a folder (a namespace package). */
  readonly has: (module: string) => boolean;
}

/**
 * Finds the modules that can be imported from the roots of a layer, or could be if the roots were in the right
 * place.
 */
export const findLayerModules = (subject: AuditSubject): LayerModules => {
  const known = found.get(subject) ?? searchLayer(subject);
  found.set(subject, known);
  return known;
};

/** A cache, because several auditors use the modules of one layer. */
const found = new WeakMap<AuditSubject, LayerModules>();

const searchLayer = ({ files, pythonRoots }: AuditSubject): LayerModules => {
  const modules = files
    .filter(({ path }) => moduleEnds.some((end) => path.endsWith(end)) && !path.includes('__pycache__/'))
    .map((file) => ({ file, root: innermostRoot(file.path, pythonRoots) }))
    .filter(({ file, root }) => root !== undefined && isImportable(file.path, root.length));
  const packages = new Set(
    modules.filter(({ file }) => file.path.includes('/__init__.')).map(({ file }) => folderOf(file.path)),
  );
  const units = new Map<string, ModuleUnit & { readonly files: AuditedFile[] }>();
  for (const { file, root = '' } of modules) {
    const path = unitOf(file.path, root.length, packages);
    const unit = units.get(path);
    if (unit !== undefined) unit.files.push(file);
    else units.set(path, { topLevel: topLevelOf(file.path, root.length), path, files: [file] });
  }
  const paths = new Set(modules.map(({ file }) => file.path));
  let others: ReadonlySet<string> | undefined;
  return {
    units: [...units.values()],
    has: (module) =>
      pythonRoots.some((root) => {
        const path = root + module.replaceAll('.', '/');
        return (
          paths.has(`${path}.py`) ||
          paths.has(`${path}/__init__.py`) ||
          (others ??= otherModules(files)).has(path)
        );
      }),
  };
};

/** Sources, compiled modules, and bytecode in the place of its source, which is imported too. */
const moduleEnds = ['.py', '.so', '.pyd', '.pyc'];

/** Returns the longest root that contains a path, because roots may be nested. */
const innermostRoot = (path: string, roots: readonly string[]): string | undefined =>
  roots.reduce<string | undefined>(
    (best, root) => (path.startsWith(root) && root.length >= (best?.length ?? 0) ? root : best),
    undefined,
  );

/** The folders where wheels put files that belong below a prefix. */
const otherFolders = new Set(['bin', 'etc', 'include', 'lib', 'lib64', 'sbin', 'share']);

/**
 * Returns whether the first part of a path can be imported. A folder is a package by its whole name; a file is
 * a module by the part of its name before the first dot.
 */
const isImportable = (path: string, from: number): boolean => {
  const cut = path.indexOf('/', from);
  if (cut < 0) return /^(?!lib[^/]*\.so$)[\p{XID_Start}_]/u.test(path.slice(from));
  const folder = path.slice(from, cut);
  return !folder.includes('.') && !otherFolders.has(folder) && /^[\p{XID_Start}_]/u.test(folder);
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const topLevelOf = (path: string, from: number): string => /[^/.]*/.exec(path.slice(from))?.[0] ?? '';

const unitOf = (path: string, from: number, packages: ReadonlySet<string>): string => {
  for (let at = path.indexOf('/', from); at >= 0; at = path.indexOf('/', at + 1)) {
    const folder = path.slice(0, at + 1);
    if (packages.has(folder)) return folder;
  }
  return path;
};

/** Returns the folders with files, and the compiled modules up to each dot in their paths. */
const otherModules = (files: readonly AuditedFile[]): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { path } of files) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (found.has(folder)) break;
      found.add(folder);
    }
    if (!moduleEnds.some((end) => path.endsWith(end))) continue;
    const from = path.lastIndexOf('/') + 1;
    for (let at = path.indexOf('.', from); at >= 0; at = path.indexOf('.', at + 1))
      found.add(path.slice(0, at));
  }
  return found;
};
