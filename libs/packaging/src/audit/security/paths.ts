import type { Finding } from '@layerkit/artifact';
import { quoteName } from '../../archive/zip-entry.ts';
import { countFiles, groupBy, listExamples } from '../examples.ts';
import { plainPath } from '../open-subject.ts';
import type { OpenedSubject } from '../opened-subject.ts';

/** Names that could leave the root or mean another path to another reader: one finding for each kind. */
export const auditPaths = ({ problems }: OpenedSubject): readonly Finding[] => {
  const bad = problems.flatMap(({ kind, name, text }) =>
    kind === 'path' && name !== undefined ? [{ name, text, harmless: plainPath(name) !== undefined }] : [],
  );
  return [...groupBy(bad, ({ text }) => text).values()].map((group) => {
    const [{ text, harmless }] = group;
    const names = group.map(({ name }) => quoteName(name));
    return {
      code: 'security/path',
      severity: harmless ? 'note' : 'error',
      path: group.length === 1 ? group[0].name : undefined,
      message: `${names.length === 1 ? '' : `each of ${countFiles(names.length)} `}${listExamples(names)} ${text}`,
      hint: harmless
        ? 'Unpackers drop such parts; zip the folder by its plain name and they are gone.'
        : 'Make the zip anew on Linux or macOS, inside the folder that holds python/: zip -r layer.zip python',
    };
  });
};
