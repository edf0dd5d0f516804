import type { AuditSubject } from '../../subject/subject.ts';
import type { ModuleUnit } from '../../distributions/layer-modules.ts';

/**
 * Returns the modules that no distribution of the layer claims: own code, or packages whose `.dist-info` was
 * removed.
 */
export const unclaimedUnits = (
  { distributions }: AuditSubject,
  units: readonly ModuleUnit[],
): readonly ModuleUnit[] => {
  const claimed = new Set(distributions.flatMap(({ record = [] }) => record));
  // Without a RECORD, only names can link modules to a distribution.
  const names = new Set(
    distributions
      .filter(({ record }) => record === undefined)
      .flatMap(({ name, topLevel }) => [...topLevel, name.replaceAll('-', '_')].map(comparable)),
  );
  return units.filter(
    ({ topLevel, files }) => !names.has(comparable(topLevel)) && !files.some(({ path }) => claimed.has(path)),
  );
};

const comparable = (name: string): string => name.toLowerCase();
