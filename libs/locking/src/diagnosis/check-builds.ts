import { LayerkitError } from '@layerkit/failure';
import { allowBuildLine } from '../supposing/buildable.ts';
import type { Requirements } from '../requirements/read-requirements.ts';

/**
 * Refuses source distributions and repositories that layer.json does not allow to build.
 * @throws LayerkitError lock/no-wheel, with the line to paste
 */
export const checkBuilds = ({
  file,
  requirements,
  allowBuild = new Set(),
}: Pick<Requirements, 'file' | 'requirements' | 'allowBuild'>): void => {
  const refused = requirements.filter(
    ({ name, at }) => at !== undefined && at.form !== 'wheel' && !allowBuild.has(name),
  );
  if (refused.length === 0) return;
  const names = [...new Set(refused.map(({ name }) => name))];
  throw new LayerkitError({
    code: 'lock/no-wheel',
    message: `${file} requires source code, which layer.json does not allow to build`,
    problems: refused.map(
      ({ name, where, at }) =>
        `${where}: ${name} is a ${at?.form === 'git' ? 'repository' : 'source distribution'}, not a wheel`,
    ),
    hint: `If ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} pure Python, set ${allowBuildLine(names, allowBuild)} in layer.json. Otherwise, name the URL of a wheel for the target.`,
  });
};
