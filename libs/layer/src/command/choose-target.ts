import { existsSync } from 'node:fs';
import { LayerkitError } from '@layerkit/failure';
import { architectures, formatTarget, runtimes, type Target } from '@layerkit/platform-resolution';
import type { OpenedZip } from '../inspection/open-zips.ts';

/**
 * The one target that a zip says it is for.
 * @throws LayerkitError inspect/target-missing when it says none, or several; inspect/unreadable when it is
 * not there
 */
export const chooseTarget = ({ name, zipPath, targets }: OpenedZip): Target => {
  const [target, ...others] = targets;
  if (target !== undefined && others.length === 0) return target;
  const shown = name ?? zipPath;
  if (!existsSync(zipPath))
    throw new LayerkitError({
      code: 'inspect/unreadable',
      message: `there is no file ${shown}`,
      hint: `It was looked for at ${zipPath}.`,
    });
  throw new LayerkitError({
    code: 'inspect/target-missing',
    message:
      target === undefined
        ? `nothing says which target ${shown} is for`
        : `${shown} is for ${targets.length} targets`,
    hint:
      target === undefined
        ? `Give --target, a runtime and an architecture: ${runtimes.join(', ')}; ${architectures.join(', ')}. For example --target python3.12/x86_64.`
        : `Choose one with --target: ${targets.map(formatTarget).join(', ')}.`,
  });
};
