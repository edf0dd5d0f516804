export { fileType } from './directory/examine-entries.ts';
export { nameProblem } from './format/entry-name.ts';
export { type PackedBytes, quoteName, type ReportProblem, type ZipEntry } from './format/zip-entry.ts';
export { firstProblems } from './format/first-problems.ts';
export { formatZipProblem, type ZipProblem } from './format/zip-problem.ts';
export { groupBy } from './group-by.ts';
export type { ListedEntry } from './list-zip.ts';
export { listZipFile } from './list-zip-file.ts';
export { readZipFile } from './read-zip-file.ts';
