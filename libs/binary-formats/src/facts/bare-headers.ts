import type { BinaryFormat, BinaryHeaders, BinaryPlatform } from './binary-facts.ts';

/** Returns the facts about a file when only its format is known. */
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

/**
 * Returns the facts about a file that can’t be read further. The reason continues a sentence that starts with
 * the file.
 */
export const damagedHeaders = (known: BinaryHeaders, damage: string): BinaryHeaders => ({ ...known, damage });
