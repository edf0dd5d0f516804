import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, plainPalette, type Palette } from '@layerkit/terminal';
import type { WhyTarget } from '@layerkit/audit';

/**
 * Why a package is in a layer, for a person: its cost, what only it brings, and the ways to it, the shortest
 * first.
 */
export const describeWhy = (why: WhyTarget, palette: Palette = plainPalette): readonly string[] => {
  const { target, name, version, bringsAlone, withWhatItBrings, chains, moreChains } = why;
  const others = bringsAlone.map((other) => `${other.name} ${other.version}`).join(', ');
  const count = `${moreChains ? 'more than ' : ''}${formatCount(chains.length, 'way')}`;
  return [
    `${formatTarget(target)}: ${palette.strong(`${name} ${version}`)} takes ${sizes(why)}`,
    ...(bringsAlone.length === 0
      ? ['  nothing else is there only for it']
      : [`  with what is there only for it, ${others}: ${sizes(withWhatItBrings)}`]),
    `  ${count} to it${moreChains ? '; the shortest' : ''}:`,
    ...chains.map((chain) => `    ${describeChain(chain)}`),
  ];
};

const describeChain = ({ where = 'own sources', steps }: WhyTarget['chains'][number]): string =>
  `${where}: ${steps.map(({ requirement }) => requirement).join(' → ')}`;

const sizes = ({ zippedBytes, unpackedBytes }: WhyTarget['withWhatItBrings']): string =>
  `${formatBytes(zippedBytes)} zipped, ${formatBytes(unpackedBytes)} unpacked`;
