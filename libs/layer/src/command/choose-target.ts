import { existsSync } from 'node:fs';
import { LayerkitError } from '@layerkit/failure';
import { architectures, formatTarget, runtimes, type Target } from '@layerkit/platform-resolution';
import type { StackedZips } from '../inspection/open-stacked-zips.ts';
import type { OpenedZip } from '../inspection/open-zip.ts';

/**
 * Returns the only target of a zip.
 * @throws LayerkitError inspect/target-missing if it has no target or several; inspect/unreadable if the file
 * does not exist
 */
export const chooseTarget = ({
  name,
  zipPath,
  targets,
}: Pick<OpenedZip, 'name' | 'zipPath' | 'targets'>): Target => {
  const [target, ...others] = targets;
  if (target !== undefined && others.length === 0) return target;
  const shown = name ?? zipPath;
  if (!existsSync(zipPath))
    throw new LayerkitError({
      code: 'inspect/unreadable',
      message: `there is no file ${shown}`,
      hint: `Check the path: ${zipPath}.`,
    });
  throw new LayerkitError({
    code: 'inspect/target-missing',
    message:
      target === undefined
        ? `can’t tell which target ${shown} is for`
        : `${shown} is for ${targets.length} targets`,
    hint:
      target === undefined
        ? `Set --target to a runtime and an architecture: ${runtimes.join(', ')}; ${architectures.join(', ')}. Example: --target python3.12/x86_64.`
        : `Choose one with --target: ${targets.map(formatTarget).join(', ')}.`,
  });
};

/**
 * Returns the target of a function’s build, otherwise the only target that all layers with known targets share.
 * @throws LayerkitError inspect/target-missing, inspect/unreadable
 */
export const chooseStackTarget = ({ code, layers }: StackedZips): Target => {
  const all = code === undefined ? layers : [code, ...layers];
  const lost = all.find(({ zipPath }) => !existsSync(zipPath));
  const [own] = code?.targets ?? [];
  const known = layers
    .filter(({ targets }) => targets.length > 0)
    .map(({ targets }) => targets.map(formatTarget));
  const shared = layers
    .flatMap(({ targets }) => targets)
    .filter(
      (target, at, every) => every.findIndex((other) => formatTarget(other) === formatTarget(target)) === at,
    )
    .filter((target) => known.every((targets) => targets.includes(formatTarget(target))));
  return chooseTarget({
    name: lost?.name ?? 'the stack',
    zipPath: lost?.zipPath ?? all[0]?.zipPath ?? '',
    targets: own === undefined ? shared : [own],
  });
};
