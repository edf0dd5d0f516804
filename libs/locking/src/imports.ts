export { checkImportsAreFresh } from './imports/check-imports-are-fresh.ts';
export { formatImports } from './imports/format-imports.ts';
export { importsDigest, type ImportsList, importsPath } from './imports/imports-list.ts';
