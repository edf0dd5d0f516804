import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { hiddenModules } from '../../function/hidden-modules.ts';
import { listExamples } from '../../findings/examples.ts';
import type { Stack } from '../stack.ts';

/**
 * Returns warnings for modules of layers that the function’s own code hides. A distribution that is in both is left to
 * `versions.ts`.
 */
export const hiddenModuleFindings = ({ target, code, layers }: Stack): readonly Finding[] => {
  if (code === undefined) return [];
  const packages = new Set(code.subject.distributions.map(({ name }) => name));
  const hidden = hiddenModules(
    code.subject.files.map(({ path }) => path),
    {
      runtime: target.runtime,
      layers: layers.map((zip) => ({ name: zip.name, paths: pathsOf(zip.subject, packages) })),
    },
  );
  return [...groupBy(hidden, ({ module }) => module).values()].map((group): Finding => {
    const [{ module }] = group;
    return {
      code: 'stack/hidden-module',
      severity: 'warning',
      message: `the function’s ${module} hides ${module} of ${listExamples(group.map(({ layer }) => layer))}: /var/task comes before /opt/python on sys.path`,
      hint: 'Rename the function’s module, unless you intend this.',
    };
  });
};

const pathsOf = (
  { files, ownerOf }: Stack['layers'][number]['subject'],
  packages: ReadonlySet<string>,
): readonly string[] =>
  files.map(({ path }) => path).filter((path) => packages.size === 0 || !packages.has(ownerOf(path) ?? ''));
