import { describeMissing } from './versions-without-wheel.ts';
import { allowBuildLine, buildable } from './buildable.ts';
import type { Requirements } from '../requirements/read-requirements.ts';
import type { PassedOver } from './find-passed-over.ts';

/**
 * `pgpy 0.6.0 is only a source distribution: locked 0.5.4 instead; if pgpy is pure Python, …`, or
 * `hydra-core 1.3.8 needs antlr4-python3-runtime 4.9.3, which is only …`.
 */
export const describePassedOver = (
  { packages, missing }: PassedOver,
  { allowBuild = new Set() }: Pick<Requirements, 'allowBuild'>,
): string => {
  const itself = missing.find(({ name }) => packages.some((one) => one.name === name));
  const newer = packages.map(({ name, version }) => `${name} ${version}`).join(' and ');
  const older = packages.map(({ name, locked }) => (packages.length === 1 ? locked : `${name} ${locked}`));
  const lack = missing.map(({ name, version, reason }) => `${name} ${version}, which ${reason}`);
  const what =
    itself === undefined
      ? `${newer} ${packages.length === 1 ? 'needs' : 'need'} ${lack.join(', and ')}`
      : describeMissing(itself);
  const names = buildable(missing);
  const isEnough = names.length === new Set(missing.map(({ name }) => name)).size;
  const out = isEnough
    ? `; if ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} pure Python, set ${allowBuildLine(names, allowBuild)} in layer.json and lock with --upgrade`
    : '';
  return `${what}: locked ${older.join(' and ')} instead${out}`;
};
