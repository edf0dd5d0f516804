import type { Finding } from '@layerkit/artifact';
import { offeredPackages } from '@layerkit/platform-resolution';
import type { LayerModules } from '../../distributions/layer-modules.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/**
 * What the runtime ships and the layer brings along: the layer’s comes first on sys.path, which is mostly meant.
 * Not meant can be one half of a pair that only works together.
 */
export const auditRuntimeModules = (
  { distributions, target }: AuditSubject,
  { units }: LayerModules,
): readonly Finding[] => {
  const offered = new Map((offeredPackages(target.runtime) ?? []).map(({ module, name }) => [module, name]));
  const brought = new Map(
    units.filter(({ topLevel }) => offered.has(topLevel)).map(({ topLevel, path }) => [topLevel, path]),
  );
  if (brought.size === 0) return [];
  const named = [...brought.keys()].sort().map((module) => {
    const version = distributions.find(({ name }) => name === offered.get(module))?.version;
    return version === undefined ? module : `${module} ${version}`;
  });
  const halves = pairs.filter(([one, other]) => brought.has(one) && !brought.has(other));
  return [
    {
      code: 'shadowing/runtime',
      severity: 'note',
      message: `the layer’s own come before the runtime’s: ${named.join(', ')}`,
      hint: 'So their versions are fixed, whatever AWS ships; without them the layer is smaller.',
    },
    ...halves.map(([one, other]): Finding => ({
      code: 'shadowing/runtime',
      severity: 'warning',
      path: brought.get(one),
      package: one,
      message: `the layer brings ${one} and not ${other}: the runtime’s ${other} works with a ${one} of its own version only`,
      hint: `Bring both or neither; they are released together.`,
    })),
  ];
};

const pairs = [
  ['boto3', 'botocore'],
  ['botocore', 'boto3'],
] as const;
