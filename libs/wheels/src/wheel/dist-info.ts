import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { quoteName, type ReportProblem } from '@layerkit/zip';

/**
 * Returns the single `.dist-info` directory that a wheel must have, named after the project (binary distribution
 * format, "File contents"). The version is not compared, because older tools spell it differently in the file name.
 */
export const findDistInfo = (
  names: readonly string[],
  fileName: string,
  report: ReportProblem,
): string | undefined => {
  const roots = new Set(
    names.filter((name) => name.includes('/')).map((name) => name.slice(0, name.indexOf('/'))),
  );
  const found = [...roots].filter((root) => root.endsWith('.dist-info')).sort();
  const [only, ...others] = found;
  if (only === undefined) report('has no .dist-info directory');
  if (others.length > 0) report(`has several .dist-info directories: ${found.map(quoteName).join(', ')}`);
  if (only === undefined || others.length > 0) return undefined;
  const project = normalizeProjectName(fileName.slice(0, fileName.indexOf('-')));
  if (normalizeProjectName(only).startsWith(`${project}-`)) return only;
  report(`has a .dist-info directory of another project: ${quoteName(only)}`);
  return undefined;
};
