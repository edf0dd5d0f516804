import { quoteName, type ReportProblem } from '@layerkit/zip';
import { placeFile } from './placement.ts';
import { formatRelease, isSameRelease, releaseInFileName, releaseOfDistInfo } from './same-release.ts';
import type { Wheel } from './wheel.ts';

/**
 * Returns the single `.dist-info` directory that a wheel must have, named after its release (binary distribution
 * format, "File contents"). The file name must have the release of the lock. Another `.dist-info` that the wheel
 * would install counts too, because Python would find the metadata of a project that is not there.
 */
export const findDistInfo = (
  names: readonly string[],
  wheel: Pick<Wheel, 'name' | 'version' | 'fileName'>,
  report: ReportProblem,
): string | undefined => {
  const release = releaseInFileName(wheel.fileName);
  if (!isSameRelease(release, wheel))
    report(`is a wheel of ${formatRelease(release)}, but the lock has ${formatRelease(wheel)}`);
  const found = [...new Set(names.map(distInfoOf).filter((directory) => directory !== undefined))].sort();
  const [only, ...others] = found;
  if (only === undefined) report('has no .dist-info directory');
  if (others.length > 0) report(`has several .dist-info directories: ${found.map(quoteName).join(', ')}`);
  if (only === undefined || others.length > 0) return undefined;
  if (!only.includes('/') && isSameRelease(releaseOfDistInfo(only), release)) return only;
  report(`has the .dist-info directory ${quoteName(only)}, but is a wheel of ${formatRelease(release)}`);
  return undefined;
};

/** Returns the `.dist-info` that a file is in, if Python would look there once the wheel is installed. */
const distInfoOf = (name: string): string | undefined => {
  if (!/\.dist-info\//i.test(name)) return undefined;
  const directory = /^.*?\.dist-info(?=\/)/i.exec(name)?.[0];
  const placement = directory === undefined ? undefined : placeFile(name, undefined);
  return placement?.kind === 'install' && searched.test(placement.path) ? directory : undefined;
};

/** The folders of a layer on Lambda’s `sys.path`. `importlib.metadata` ignores the case of the ending. */
const searched = /^(?:lib\/python[\d.]+\/site-packages\/)?[^/]+\.dist-info\//i;
