import type { BinaryFormat, BinaryHeaders, BinaryPlatform } from './binary-facts.ts';

/** Facts of a file of which nothing is known yet but what it begins like. */
export const bareHeaders = (format: BinaryFormat): BinaryHeaders => ({
  format,
  architectures: [],
  platform: platforms[format],
  kind: 'shared library',
  needed: [],
  searchPath: [],
  searchedFirst: false,
  executableStack: false,
  textRelocations: false,
});

const platforms: Readonly<Record<BinaryFormat, BinaryPlatform>> = {
  elf: 'linux',
  'mach-o': 'macos',
  pe: 'windows',
};

/** Facts of a file that can't be read on from there; the reason is worded to follow “the file”. */
export const damagedHeaders = (known: BinaryHeaders, damage: string): BinaryHeaders => ({ ...known, damage });
