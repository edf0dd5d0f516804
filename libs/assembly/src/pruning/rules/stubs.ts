import { unmentionedFiles } from './unmentioned-files.ts';

/**
 * Drops files that only type checkers read: `.pyi` files and `py.typed` (PEP 561). Keeps those of packages that
 * mention `attach_stub` or a name with `.pyi`: they read their stubs at import to load modules lazily.
 */
export const stubs = unmentionedFiles((path) => path.endsWith('.pyi') || /(?:^|\/)py\.typed$/.test(path));
