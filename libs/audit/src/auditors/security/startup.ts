import type { Finding } from '@layerkit/artifact/finding';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/**
 * Returns findings for the modules that Python imports at the start of each interpreter, before the function’s
 * code (Python library reference, “site”).
 */
export const auditStartup = ({ files, layout, ownerOf }: OpenedSubject): readonly Finding[] =>
  files
    .filter(({ path }) => path.includes('customize'))
    .filter(({ path }) => layout.imported.some((root) => path.startsWith(root) && isStartup(path, root)))
    .map(({ path }) => ({
      code: 'security/startup-module',
      severity: 'warning',
      path,
      package: ownerOf(path),
      message: 'runs whenever Python starts, before the function',
      hint: 'Review it, and leave it out if nothing needs it.',
    }));

const isStartup = (path: string, root: string): boolean =>
  /^(?:site|user)customize(?:\/__init__)?\.(?:py|pyc|(?:[\w-]+\.)?so)$/.test(path.slice(root.length));
