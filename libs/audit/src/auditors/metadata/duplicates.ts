import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import type { AuditSubject } from '../../subject/subject.ts';

/**
 * Returns findings for distributions that are in the layer more than once. Which version Python finds depends
 * on the order of the folder.
 */
export const auditDuplicates = ({ distributions, role = 'layer' }: AuditSubject): readonly Finding[] =>
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
            ? `${name} is in the ${role} in ${versions.length} versions, ${versions.join(' and ')}, with their files mixed`
            : `${name} ${versions.join('')} is in the ${role} ${found.length} times: ${found.map(({ directory }) => directory).join(', ')}`,
        hint: 'Install into an empty folder: pip install --target keeps older files.',
      };
    });
