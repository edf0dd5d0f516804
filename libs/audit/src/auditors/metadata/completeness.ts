import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { commonPath, listExamples } from '../../findings/examples.ts';
import { sayOfEach } from '../../findings/of-each.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';

/** Returns findings for incomplete metadata: missing METADATA, fields or RECORD, or files too large to be read. */
export const auditCompleteness = ({ distributions }: AuditSubject): readonly Finding[] => [
  ...notReadFinding(distributions.flatMap(({ notRead = [] }) => notRead)),
  ...distributions.filter(({ lacking }) => lacking.length > 0).map(lackingFinding),
  ...recordNote(
    distributions.filter(
      ({ lacking, notRead, record, directory }) =>
        lacking.length === 0 &&
        notRead === undefined &&
        record === undefined &&
        directory.endsWith('.dist-info/'),
    ),
  ),
];

const notReadFinding = (paths: readonly string[]): readonly Finding[] =>
  paths.length === 0
    ? []
    : [
        {
          code: 'metadata/incomplete',
          severity: 'error',
          ...sayOfEach(paths, 'is not read: the layer’s metadata is larger than that of any real package'),
          hint: 'Install the package again from a source that you trust.',
        },
      ];

const lackingFinding = ({ directory, name, lacking }: Distribution): Finding => {
  const fields = lacking.filter((what) => what === 'Name' || what === 'Version');
  return {
    code: 'metadata/incomplete',
    severity: 'error',
    path: directory,
    package: name,
    message:
      fields.length === 0
        ? `${directory} has no readable ${lacking.join('')}`
        : `METADATA in ${directory} has no ${fields.join(' and no ')}`,
    hint: 'Install the package again and keep its whole .dist-info: version lookups need it.',
  };
};

/** Returns one finding for all distributions without a RECORD, which usually have one cause. */
const recordNote = (without: readonly Distribution[]): readonly Finding[] => {
  const [first, ...others] = without;
  if (first === undefined) return [];
  const names = listExamples(without.map(({ name }) => name));
  return [
    {
      code: 'metadata/incomplete',
      severity: 'note',
      path: commonPath(without.map(({ directory }) => directory)),
      ...(others.length === 0 ? { package: first.name } : {}),
      message:
        others.length === 0
          ? `${names} has no RECORD, so it is unknown whether its files are complete`
          : `${formatNumber(without.length)} distributions have no RECORD, so it is unknown whether their files are complete: ${names}`,
      hint: 'Keep the whole .dist-info: importlib.metadata.files reads RECORD.',
    },
  ];
};
