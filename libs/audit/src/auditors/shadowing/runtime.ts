import type { Finding } from '@layerkit/artifact/finding';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import type { LayerModules } from '../../distributions/layer-modules.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/**
 * Returns findings for packages that the runtime ships and the layer has too. The layer’s copy comes first on
 * sys.path, which is usually intended. Having only one half of a pair that works together is not.
 */
export const auditRuntimeModules = (
  { distributions, provided = [], target, role = 'layer' }: AuditSubject,
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
  const isProvided = (module: string): boolean =>
    provided.some(({ name, by }) => name === module && by !== undefined);
  const halves = pairs.filter(
    ([one, other]) => brought.has(one) && !brought.has(other) && !isProvided(other),
  );
  return [
    {
      code: 'shadowing/runtime',
      severity: 'note',
      message: `these packages of the ${role} override the runtime’s: ${named.join(', ')}`,
      hint: `Keep them to pin their versions, or leave them out to make the ${role} smaller.`,
    },
    ...halves.map(([one, other]): Finding => ({
      code: 'shadowing/runtime',
      severity: 'warning',
      path: brought.get(one),
      package: one,
      message: `the ${role} has ${one} but not ${other}; the runtime’s ${other} works only with its own version of ${one}`,
      hint: 'Add both or neither: they are released together.',
    })),
  ];
};

const pairs = [
  ['boto3', 'botocore'],
  ['botocore', 'boto3'],
] as const;
