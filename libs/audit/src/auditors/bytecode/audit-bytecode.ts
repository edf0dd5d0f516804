import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { type Runtime, runtimes } from '@layerkit/platform-resolution';
import { packagesFolder } from '@layerkit/platform-resolution/layout';
import { bytecodeMagic, runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import { commonPath, countFiles } from '../../findings/examples.ts';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditedFile, AuditSubject } from '../../subject/subject.ts';

/**
 * Returns findings for bytecode that another Python compiled. If its source is there, Python ignores such
 * bytecode and compiles the source again (PEP 3147). Without a source the module can’t be imported (“bad magic
 * number”).
 */
export const auditBytecode = async (subject: AuditSubject): Promise<readonly Finding[]> => [
  ...unusedCaches(subject),
  ...(await unreadableModules(subject)),
];

const unusedCaches = ({ files, target }: AuditSubject): readonly Finding[] => {
  const own = cacheTag(target.runtime);
  const others = files.filter(({ path }) => (cacheTagOf(path) ?? own) !== own);
  return [...groupBy(others, ({ path }) => cacheTagOf(path) ?? '').entries()].map(([tag, unused]) => {
    const bytes = unused.reduce((sum, { packed }) => sum + packed.compressedBytes, 0);
    return {
      code: 'structure/other-bytecode',
      severity: 'note',
      ...pathOf(unused),
      message: `${countFiles(unused.length)} compiled for ${tag}, ${formatNumber(bytes)} bytes zipped: ${target.runtime} reads only ${own}`,
      hint: 'Leave out __pycache__, or compile with the target’s Python.',
    };
  });
};

const unreadableModules = async (subject: AuditSubject): Promise<readonly Finding[]> => {
  const { files, target, role } = subject;
  const roots = role === 'function' ? [''] : [packagesFolder.python];
  const paths = new Set(files.map(({ path }) => path));
  const modules = files.filter(({ path }) => isSourceless(path, paths, roots));
  const found: Finding[] = [];
  for await (const { file, content } of readAuditedFiles(subject, modules)) {
    const magic = content === undefined || content.length < 2 ? undefined : content.readUInt16LE(0);
    if (magic === bytecodeMagic(target.runtime)) continue;
    found.push({
      code: 'structure/other-bytecode',
      severity: 'error',
      path: file.path,
      message: `is compiled for ${pythonOf(magic)} and has no source: ${target.runtime} can’t import it`,
      hint: 'Compile it with the target’s Python, or include its source.',
    });
  }
  return found;
};

/** Returns whether a `.pyc` is a module itself: it is outside `__pycache__` and has no source next to it. */
const isSourceless = (path: string, paths: ReadonlySet<string>, roots: readonly string[]): boolean =>
  roots.some((root) => path.startsWith(root)) &&
  path.endsWith('.pyc') &&
  !path.includes('__pycache__/') &&
  !paths.has(path.slice(0, -1));

/** Returns `sys.implementation.cache_tag` of a runtime, such as `cpython-312`. */
export const cacheTag = (runtime: Runtime): string => `cpython-3${String(runtimeFacts(runtime).pythonMinor)}`;

const cacheTagOf = (path: string): string | undefined =>
  /(?:^|\/)__pycache__\/[^/]+\.((?:cpython|pypy|graalpy)-?\d+)(?:\.opt-\w+)?\.pyc$/.exec(path)?.[1];

const pythonOf = (magic: number | undefined): string =>
  runtimes.find((runtime) => bytecodeMagic(runtime) === magic) ?? 'another Python';

const pathOf = (files: readonly AuditedFile[]): { readonly path?: string } => {
  const path = commonPath(files.map((file) => file.path));
  return path === undefined ? {} : { path };
};
