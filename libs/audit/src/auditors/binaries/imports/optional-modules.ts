import type { BinaryFacts } from '@layerkit/binary-formats';
import { readAuditedFiles } from '../../../subject/read-audited-files.ts';
import type { AuditSubject } from '../../../subject/subject.ts';
import { importsOf, type StatedImport } from './imports-of.ts';

/**
 * Returns those of the given compiled modules that no import of the layer’s modules loads for certain: some Python
 * source of the same top-level package imports the module, but each such import is in a function, under a condition,
 * or in a `try` that catches its error. A module that no source names may be loaded in other ways, so it is not
 * optional, and neither is one at the top level.
 */
export const findOptionalModules = async (
  subject: AuditSubject,
  modules: readonly BinaryFacts[],
): Promise<ReadonlySet<BinaryFacts>> => {
  const named = modules
    .map((binary) => ({ binary, name: moduleName(binary.path, subject.pythonRoots) }))
    .filter(({ name }) => name.includes('.'));
  if (named.length === 0) return new Set();
  const tops = new Set(named.map(({ name }) => topOf(name)));
  const sources = await readImports(subject, tops);
  const stated = new Set([...sources.values()].flatMap((all) => all.flatMap((found) => found.modules)));
  const loaded = reach(sources, stated);
  return new Set(
    named.filter(({ name }) => stated.has(name) && !loaded.has(name)).map(({ binary }) => binary),
  );
};

/** Returns the imports of each Python module in the top-level packages, without tests. */
const readImports = async (
  subject: AuditSubject,
  tops: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly StatedImport[]>> => {
  const files = subject.files.filter(
    ({ path, packed }) =>
      path.endsWith('.py') &&
      packed.unpackedBytes <= largestSource &&
      !/\/(?:tests?|testing)\//.test(path) &&
      tops.has(topOf(moduleName(path, subject.pythonRoots))),
  );
  const found = new Map<string, readonly StatedImport[]>();
  for await (const { file, content } of readAuditedFiles(subject, files)) {
    const name = moduleName(file.path, subject.pythonRoots);
    const parents = name.split('.').slice(0, file.path.endsWith('/__init__.py') ? undefined : -1);
    found.set(name, importsOf(content?.toString('utf8') ?? '', parents));
  }
  return found;
};

/**
 * Returns the modules that importing the layer’s modules loads: starting from the modules that no source imports,
 * because functions import these, and from the top-level packages.
 */
const reach = (
  sources: ReadonlyMap<string, readonly StatedImport[]>,
  stated: ReadonlySet<string>,
): ReadonlySet<string> => {
  const loaded = new Set([...sources.keys()].filter((name) => !name.includes('.') || !stated.has(name)));
  // A set also yields the elements added during the loop.
  for (const name of loaded) {
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    if (parent !== '') loaded.add(parent);
    for (const { modules, runs } of sources.get(name) ?? [])
      if (runs) for (const module of modules) loaded.add(module);
  }
  return loaded;
};

/** Larger sources are data. */
const largestSource = 1 << 20;

const topOf = (name: string): string => name.split('.', 1)[0] ?? '';

/** Returns `a.b` for `python/a/b.py`, `python/a/b/__init__.py` and `python/a/b.cpython-312-x86_64-linux-gnu.so`. */
const moduleName = (path: string, roots: readonly string[]): string => {
  const root = roots.find((folder) => path.startsWith(folder)) ?? '';
  const whole = path.slice(root.length).replace(/\/__init__\.py$/, '');
  const dot = whole.indexOf('.', whole.lastIndexOf('/') + 1);
  return (dot < 0 ? whole : whole.slice(0, dot)).replaceAll('/', '.');
};
