import { severities, type Inspection, type Severity } from '@layerkit/artifact';
import { formatCount, type Palette } from '@layerkit/terminal';

/** `2 errors, 1 warning, 3 notes, 1 ignored`; of a sound zip that nothing is wrong with it. */
export const describeVerdict = ({ findings, ignored }: Inspection, palette: Palette): string => {
  const counts = severities.map(
    (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
  );
  const parts = counts
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => palette[severity](formatCount(count, severity)));
  const good = hasErrors({ findings }) ? [] : [palette.good('no errors')];
  const unminded = ignored.length === 0 ? [] : [`${ignored.length} ignored`];
  return [...good, ...parts, ...unminded].join(', ');
};

/** Whether the zip can’t work as it is: what makes a run fail. */
export const hasErrors = ({ findings }: Pick<Inspection, 'findings'>): boolean =>
  findings.some(({ severity }) => severity === fatal);

const fatal: Severity = 'error';
