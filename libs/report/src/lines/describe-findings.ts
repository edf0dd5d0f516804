import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import type { Inspection } from '@layerkit/artifact/inspection';
import { formatCount, type Palette } from '@layerkit/terminal';
import { type FindingGroup, groupFindings } from '@layerkit/audit/findings';

/** Findings, split into those that count and those that a definition ignores. */
export type Judged = Pick<Inspection, 'findings' | 'ignored'>;

/** Further causes of a code and further places of a cause are only counted. */
const mostCauses = 3;
const mostPlaces = 3;

/**
 * Returns the findings by code: a line for each cause, its places, and the hint. All notes share one line.
 * The note that every pruned layer has also gets its hint.
 */
export const describeFindings = ({ findings, ignored }: Judged, palette: Palette): readonly string[] => [
  ...byCode(findings.filter(({ severity }) => severity !== 'note')).flatMap((group) => [
    '',
    ...describeCode(group, palette),
  ]),
  ...asides(
    'notes',
    findings.filter(({ severity }) => severity === 'note'),
    palette,
  ),
  ...asides(
    'ignored',
    ignored.map(({ finding }) => finding),
    palette,
  ),
];

/** Groups findings by code and severity, in the order of the first finding of each group. */
const byCode = (findings: readonly Finding[]): readonly FindingGroup[] => {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
};

const describeCode = (group: FindingGroup, palette: Palette): readonly string[] => {
  const [{ severity, code }] = group;
  const causes = groupFindings(group);
  const hidden = causes.slice(mostCauses);
  const times = group.length === 1 ? '' : `  ${formatNumber(group.length)} times`;
  return [
    `${palette[severity](severity)}  ${palette.strong(code)}${times}`,
    ...causes.slice(0, mostCauses).flatMap((cause) => describeCause(cause)),
    ...(hidden.length === 0 ? [] : [`  and ${formatCount(hidden.length, 'more cause')} of this code`]),
    ...hintsOf(causes).map((hint) => palette.faint(`  hint: ${hint}`)),
  ];
};

/** Returns the different hints of the causes that are shown. */
const hintsOf = (causes: readonly FindingGroup[]): readonly string[] => [
  ...new Set(causes.slice(0, mostCauses).flatMap((cause) => cause.slice(0, 1).map(({ hint }) => hint))),
];

const describeCause = (cause: FindingGroup): readonly string[] => {
  const places = [...new Set(cause.map(placeOf).filter((place) => place !== undefined))].filter(
    (place) => !cause[0].message.includes(place),
  );
  const owners = new Set(cause.map(({ package: owner }) => owner).filter((owner) => owner !== undefined));
  const spread = places.length > mostPlaces && owners.size > 1 ? `, of ${owners.size} packages` : '';
  return [`  ${cause[0].message}`, ...(places.length === 0 ? [] : [`    ${examples(places)}${spread}`])];
};

/** `python/a.so (numpy)` */
const placeOf = ({ path, package: owner }: Finding): string | undefined =>
  path === undefined || owner === undefined ? (path ?? owner) : `${path} (${owner})`;

const examples = (places: readonly string[]): string => {
  const rest = places.length - mostPlaces;
  if (rest <= 0) return places.join(', ');
  return `${places.slice(0, mostPlaces).join(', ')} and ${formatNumber(rest)} more`;
};

const asides = (title: string, findings: readonly Finding[], palette: Palette): readonly string[] => {
  if (findings.length === 0) return [];
  const counts = byCode(findings).map((group) =>
    group.length === 1 ? group[0].code : `${group[0].code} (${group.length})`,
  );
  return [
    '',
    palette.faint(`${title}: ${counts.join(', ')}; all of them with --format json`),
    ...findings
      .filter(({ code, severity }) => code === 'metadata/files-missing' && severity === 'note')
      .slice(0, 1)
      .map(({ code, hint }) => palette.faint(`  ${code}: ${hint}`)),
  ];
};
