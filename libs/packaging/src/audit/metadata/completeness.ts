import type { Finding } from '@layerkit/artifact';
import type { AuditSubject, Distribution } from '../subject.ts';

/** Metadata that is there and says too little. */
export const auditCompleteness = ({ distributions }: AuditSubject): readonly Finding[] =>
  distributions.flatMap((distribution): readonly Finding[] => {
    const { directory, name, lacking, record } = distribution;
    const about = { code: 'metadata/incomplete', path: directory, package: name } as const;
    if (lacking.length > 0)
      return [
        {
          ...about,
          severity: 'error',
          message: lackingMessage(distribution),
          hint: 'Install the package again and keep its .dist-info whole: looking up its version fails without.',
        },
      ];
    return record === undefined && directory.endsWith('.dist-info/')
      ? [
          {
            ...about,
            severity: 'note',
            message: `${name} has no RECORD: which files belong to it, and whether they are all there, is not known`,
            hint: 'Keep the whole .dist-info; RECORD is what importlib.metadata.files reads.',
          },
        ]
      : [];
  });

const lackingMessage = ({ directory, lacking }: Distribution): string => {
  const fields = lacking.filter((what) => what === 'Name' || what === 'Version');
  return fields.length === 0
    ? `${directory} has no readable ${lacking.join('')}`
    : `the METADATA in ${directory} names no ${fields.join(' and no ')}`;
};
