import type { Finding } from '@layerkit/artifact';
import { groupBy } from '@layerkit/zip';
import { sayOfEach } from '../../findings/of-each.ts';
import { isHarmless } from '../../opening/open-subject.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Names that could leave the root or mean another path to another reader: one finding for each kind. */
export const auditPaths = ({ problems }: OpenedSubject): readonly Finding[] => {
  const bad = problems.flatMap(({ kind, name, text }) =>
    kind === 'path' && name !== undefined ? [{ name, text, harmless: isHarmless(name) }] : [],
  );
  return [...groupBy(bad, ({ text }) => text).values()].map((group) => {
    const [{ text, harmless }] = group;
    return {
      code: 'security/path',
      severity: harmless ? 'note' : 'error',
      ...sayOfEach(
        group.map(({ name }) => name),
        text,
      ),
      hint: harmless
        ? 'Unpackers drop such parts; zip the folder by its plain name and they are gone.'
        : 'Make the zip anew on Linux or macOS, inside the folder that holds python/: zip -r layer.zip python',
    };
  });
};
