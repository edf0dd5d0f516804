import { unmentionedFiles } from './unmentioned-files.ts';

/**
 * What only type checkers read: `.pyi` files and `py.typed` (PEP 561). Some packages do read their own when they are
 * imported, to know what to import lazily: they say `attach_stub` or a name with `.pyi`, and keep theirs.
 */
export const stubs = unmentionedFiles((path) => path.endsWith('.pyi') || /(?:^|\/)py\.typed$/.test(path));
