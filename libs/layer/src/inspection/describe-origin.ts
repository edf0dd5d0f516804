import type { InspectedBinary, Inspection } from '@layerkit/artifact/inspection';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { Palette } from '@layerkit/terminal';
import { platformNames } from './platform-names.ts';

/**
 * Returns one line if a zip was made for another platform: every binary that may be loaded is for the same
 * other operating system or processor. Unused binaries, which some packages ship for several platforms, do
 * not count.
 */
export const describeOrigin = ({ binaries, target }: Inspection, palette: Palette): readonly string[] => {
  const loaded = binaries.filter(({ status }) => status !== 'unused');
  const [first] = loaded;
  if (first === undefined || !loaded.every((binary) => isForeign(binary, target))) return [];
  const name = platformNames[first.platform];
  if (!loaded.every(({ platform }) => platformNames[platform] === name)) return [];
  const shared = first.architectures.filter((architecture) =>
    loaded.every(({ architectures }) => architectures.includes(architecture)),
  );
  if (shared.length === 0) return [];
  const made = `${name} (${shared.join(', ')})`;
  return [palette.error(`  this zip was made for ${made}, not for ${formatTarget(target)}`)];
};

const isForeign = ({ platform, architectures }: InspectedBinary, { architecture }: Target): boolean =>
  !['linux', 'linux-gnu'].includes(platform) || !architectures.includes(architecture);
