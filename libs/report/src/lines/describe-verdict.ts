import { severities, type Severity } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { formatCount, type Palette } from '@layerkit/terminal';

/** Returns `2 errors, 1 warning, 3 notes, 1 ignored`, or begins with `OK`. */
export const describeVerdict = (
  { findings, ignored }: Pick<Inspection, 'findings' | 'ignored'>,
  palette: Palette,
): string => {
  const counts = severities.map(
    (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
  );
  const parts = counts
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => palette[severity](formatCount(count, severity)));
  const good = hasErrors({ findings }) ? [] : [palette.good('OK')];
  const ignoredOnes = ignored.length === 0 ? [] : [`${ignored.length} ignored`];
  return [...good, ...parts, ...ignoredOnes].join(', ');
};

/** Whether a finding is an error, which makes the run fail. */
export const hasErrors = ({ findings }: Pick<Inspection, 'findings'>): boolean =>
  findings.some(({ severity }) => severity === fatal);

const fatal: Severity = 'error';
