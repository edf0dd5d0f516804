import type { ImportedModule } from '@layerkit/artifact/verification';
import { formatCount } from '@layerkit/terminal';
import { nameSome } from './describe-failures.ts';

/** More would not fit on a screen; verification.json has all of them. */
const mostNeeds = 8;

/**
 * Returns lines about the modules that do not import because they need what the layer was not asked to have: an
 * extra, or a package of the runtime. They do not fail the layer.
 */
export const describeNeeds = (modules: readonly ImportedModule[]): readonly string[] => {
  const byNeed = new Map<string, string[]>();
  for (const { module, needs } of modules)
    if (needs !== undefined) byNeed.set(needs, [...(byNeed.get(needs) ?? []), module]);
  if (byNeed.size === 0) return [];
  const count = [...byNeed.values()].reduce((sum, group) => sum + group.length, 0);
  const [verb, whose] = count === 1 ? ['needs', 'it'] : ['need', 'them'];
  const shown = [...byNeed].slice(0, mostNeeds);
  return [
    `  ${formatCount(count, 'module')} ${verb} what the layer was not asked to have; if the function uses ${whose}, add it to the requirements:`,
    ...shown.map(([needs, group]) => `    ${needs}: ${nameSome(group)}`),
    ...(byNeed.size > shown.length
      ? [`    and ${byNeed.size - shown.length} more; see verification.json next to layer.zip`]
      : []),
  ];
};
