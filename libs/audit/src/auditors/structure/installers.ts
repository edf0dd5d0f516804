import type { Finding } from '@layerkit/artifact/finding';
import { requirementName } from '../../distributions/requirement-name.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Returns notes for installers that nothing in the layer requires and that are not requested by name. */
export const findInstallers = ({
  distributions,
  requested,
  layout,
  role = 'layer',
}: OpenedSubject): readonly Finding[] => {
  const required = new Set(distributions.flatMap(({ requires }) => requires.map(requirementName)));
  return distributions
    .filter(({ name }) => installers.has(name) && !required.has(name) && !requested.has(name))
    .filter(({ directory }) => !layout.virtualEnvironments.some((folder) => directory.startsWith(folder)))
    .map(({ name, version, directory }) => ({
      code: 'structure/installer',
      severity: 'note',
      path: directory,
      package: name,
      message: `${name} ${version} is in the ${role}, but nothing in it requires it and Lambda installs nothing`,
      hint: `Leave out ${name} unless the function’s code imports it.`,
    }));
};

const installers: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel', 'uv']);
