import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, plainPalette, type Palette } from '@layerkit/terminal';
import type { WhyTarget } from '@layerkit/audit/why';

/**
 * Returns lines about why a package is in a layer: its cost, the packages that only it brings, and the
 * dependency paths to it, the shortest first.
 */
export const describeWhy = (why: WhyTarget, palette: Palette = plainPalette): readonly string[] => {
  const { target, name, version, bringsAlone, withWhatItBrings, chains, moreChains } = why;
  const others = bringsAlone.map((other) => `${other.name} ${other.version}`).join(', ');
  const count = `${moreChains ? 'more than ' : ''}${formatCount(chains.length, 'path')}`;
  return [
    `${formatTarget(target)}: ${palette.strong(`${name} ${version}`)} takes ${sizes(why)}`,
    ...(bringsAlone.length === 0
      ? ['  no other package is there only because of it']
      : [`  with the packages that only it brings (${others}): ${sizes(withWhatItBrings)}`]),
    `  ${count} to it${moreChains ? '; the shortest' : ''}:`,
    ...chains.map((chain) => `    ${describeChain(chain)}`),
  ];
};

const describeChain = ({ where = 'own code', steps }: WhyTarget['chains'][number]): string =>
  `${where}: ${steps.map(({ requirement }) => requirement).join(' → ')}`;

const sizes = ({ zippedBytes, unpackedBytes }: WhyTarget['withWhatItBrings']): string =>
  `${formatBytes(zippedBytes)} zipped, ${formatBytes(unpackedBytes)} unpacked`;
