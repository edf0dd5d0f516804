import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { sayOfEach } from '../../findings/of-each.ts';
import type { MergedLayers, PathClash } from '../merge-layers.ts';

/** Returns findings for paths that are a file in one layer and a folder in another: /opt can have only one of them. */
export const clashFindings = ({ clashes }: MergedLayers): readonly Finding[] =>
  [...groupBy(clashes, ({ file, folder }) => JSON.stringify([file.name, folder.name])).values()].map(
    describe,
  );

const describe = (group: readonly [PathClash, ...PathClash[]]): Finding => {
  const [{ file, folder }] = group;
  return {
    code: 'stack/path-clash',
    severity: 'error',
    ...sayOfEach(
      group.map(({ path }) => path),
      `is a file in ${file.name} and a folder in ${folder.name}; /opt can have only one of them`,
    ),
    hint: 'Rename one of the two, or leave it out of its layer.',
  };
};
