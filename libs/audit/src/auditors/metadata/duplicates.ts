import type { Finding } from '@layerkit/artifact';
import { groupBy } from '@layerkit/zip';
import type { AuditSubject } from '../../subject/subject.ts';

/** Distributions that stand in the layer more than once: which version is found depends on the order of a folder. */
export const auditDuplicates = ({ distributions }: AuditSubject): readonly Finding[] =>
  [...groupBy(distributions, ({ name }) => name)]
    .filter(([, found]) => found.length > 1)
    .map(([name, found]) => {
      const versions = [...new Set(found.map(({ version }) => version))];
      return {
        code: 'metadata/duplicate',
        severity: versions.length > 1 ? 'error' : 'warning',
        path: found[1]?.directory ?? found[0].directory,
        package: name,
        message:
          versions.length > 1
            ? `${name} is there in ${found.length} versions, ${versions.join(' and ')}: their files are mixed`
            : `${name} ${versions.join('')} is there ${found.length} times: ${found.map(({ directory }) => directory).join(', ')}`,
        hint: 'Install into an empty folder: pip install --target leaves behind what was there.',
      };
    });
