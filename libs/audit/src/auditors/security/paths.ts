import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { sayOfEach } from '../../findings/of-each.ts';
import { isHarmless } from '../../opening/open-subject.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Returns findings for names that could leave the root or that programs read as different paths, one per kind. */
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
        ? 'No action needed: programs drop these parts when they unpack the zip. To avoid them, zip the folder by its plain name.'
        : 'Zip the folder again on Linux or macOS, in the folder that contains python/: zip -r layer.zip python',
    };
  });
};
