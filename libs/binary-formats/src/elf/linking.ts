import type { BinaryHeaders, NeededVersion } from '../facts/binary-facts.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { ReadingFor } from '../facts/reading-for.ts';
import { isNewer } from '../facts/version-order.ts';
import { readDynamicSection, type DynamicSection } from './dynamic-section.ts';
import { newestNeeds, type NamedNeed, type NeededVersions } from './needed-versions.ts';
import type { Extent, ProgramHeaders } from './program-headers.ts';
import { readStrings, type StringTable } from './string-table.ts';
import { symbolOfVersion } from './symbol-of-version.ts';
import { readVersionNeeds, type VersionNeed } from './version-needs.ts';

export type LinkedFacts = NeededVersions &
  Pick<BinaryHeaders, 'needed' | 'soname' | 'searchPath' | 'searchedFirst' | 'textRelocations'>;

/** The content of the dynamic section with its names resolved. */
export interface Linking {
  readonly facts: LinkedFacts;
  readonly positionIndependentExecutable: boolean;
  /** Whether its string table contains `PyInit_NAME` of the requested module. */
  readonly moduleInit: boolean;
}

/**
 * Reads the dynamic section and its names. Returns facts without needed libraries if there is no such section.
 * @returns a reason if the section is damaged; it continues a sentence that starts with the file
 */
export const readLinking = async (
  source: ByteSource,
  segments: ProgramHeaders,
  reading: ReadingFor,
): Promise<Linking | string> => {
  if (segments.dynamic === undefined) return linkedWithNothing;
  const dynamic = await readDynamicSection(source, segments.dynamic);
  if (dynamic === undefined) return 'has a truncated dynamic section';
  const strings = stringTableOf(dynamic, segments);
  if (strings === undefined) return dynamic.needed.length === 0 ? linkedWithNothing : badStrings;
  const needs = await versionNeedsOf(source, dynamic, segments);
  if (needs === undefined) return 'has a damaged table of needed versions';
  const texts = await readStrings(source, strings, [
    ...dynamic.needed,
    ...needs.flatMap(({ library, name }) => [library, name]),
    ...(['soname', 'rpath', 'runpath'] as const).flatMap((tag) => dynamic.value(tag) ?? []),
  ]);
  const needed = dynamic.needed.map(texts).filter(isText);
  const named = needs.map((need) => nameNeed(need, texts)).filter((need) => need !== undefined);
  if (needed.length < dynamic.needed.length || named.length < needs.length) return badStrings;
  const symbolOf = findSymbol(source, { dynamic, segments, strings });
  const versions = await withSymbols(newestNeeds(named), reading, symbolOf);
  return {
    facts: { needed, ...namesOf(dynamic, texts), textRelocations: hasTextRelocations(dynamic), ...versions },
    positionIndependentExecutable: ((dynamic.value('flags1') ?? 0) & pieFlag) !== 0,
    moduleInit: await hasModuleInit(source, strings, reading.module),
  };
};

const badStrings = 'has names outside its string table';

const linkedWithNothing: Linking = {
  facts: { needed: [], searchPath: [], searchedFirst: false, textRelocations: false },
  positionIndependentExecutable: false,
  moduleInit: false,
};

const stringTableOf = (dynamic: DynamicSection, segments: ProgramHeaders): Extent | undefined => {
  const address = dynamic.value('strings');
  const offset = address === undefined ? undefined : segments.placeOf(address);
  return offset === undefined ? undefined : { offset, bytes: dynamic.value('stringBytes') ?? 0 };
};

const versionNeedsOf = async (
  source: ByteSource,
  dynamic: DynamicSection,
  segments: ProgramHeaders,
): Promise<readonly VersionNeed[] | undefined> => {
  const address = dynamic.value('versionNeeds');
  if (address === undefined) return [];
  const offset = segments.placeOf(address);
  return offset === undefined
    ? undefined
    : readVersionNeeds(source, offset, dynamic.value('versionNeedCount') ?? 0);
};

const isText = (text: string | undefined): text is string => text !== undefined;

const nameNeed = (need: VersionNeed, texts: StringTable): NamedNeed | undefined => {
  const [library, name] = [texts(need.library), texts(need.name)];
  return library === undefined || name === undefined ? undefined : { library, name, index: need.index };
};

/** Returns the names in the dynamic section. DT_RUNPATH overrides DT_RPATH (ld.so(8)). */
const namesOf = (
  dynamic: DynamicSection,
  texts: StringTable,
): Pick<LinkedFacts, 'soname' | 'searchPath' | 'searchedFirst'> => {
  const text = (tag: 'soname' | 'rpath' | 'runpath'): string | undefined => {
    const offset = dynamic.value(tag);
    return offset === undefined ? undefined : texts(offset);
  };
  const [soname, rpath, runpath] = [text('soname'), text('rpath'), text('runpath')];
  return {
    ...(soname === undefined ? {} : { soname }),
    searchPath: (runpath ?? rpath ?? '').split(':').filter((folder) => folder !== ''),
    searchedFirst: runpath === undefined && rpath !== undefined,
  };
};

/** Returns whether DT_TEXTREL or DF_TEXTREL is set. */
const hasTextRelocations = (dynamic: DynamicSection): boolean =>
  dynamic.value('textRelocations') !== undefined || ((dynamic.value('flags') ?? 0) & 4) !== 0;

/** DF_1_PIE. */
const pieFlag = 0x08000000;

interface Tables {
  readonly dynamic: DynamicSection;
  readonly segments: ProgramHeaders;
  readonly strings: Extent;
}

type FindSymbol = (index: number) => Promise<string | undefined>;

const findSymbol =
  (source: ByteSource, { dynamic, segments, strings }: Tables): FindSymbol =>
  async (index) => {
    const [symbols, versions] = (['symbols', 'symbolVersions'] as const).map((tag) => {
      const address = dynamic.value(tag);
      return address === undefined ? undefined : segments.placeOf(address);
    });
    if (symbols === undefined || versions === undefined) return undefined;
    const name = await symbolOfVersion(source, { symbols, versions }, index);
    return name === undefined ? undefined : (await readStrings(source, strings, [name]))(name);
  };

/**
 * Adds a symbol to each version that the target lacks. Others need no symbol, and a lookup reads the file
 * again.
 */
const withSymbols = async (
  newest: ReturnType<typeof newestNeeds>,
  reading: ReadingFor,
  find: FindSymbol,
): Promise<NeededVersions> => {
  const found: { -readonly [Kind in keyof NeededVersions]: NeededVersion } = {};
  for (const kind of ['glibc', 'glibcxx', 'cxxabi'] as const) {
    const need = newest[kind];
    if (need === undefined) continue;
    const { index, ...version } = need;
    const symbol = isNewer(version.version, reading[kind]) ? await find(index) : undefined;
    found[kind] = symbol === undefined ? version : { ...version, symbol };
  }
  return found;
};

const hasModuleInit = async (
  source: ByteSource,
  strings: Extent,
  module: string | undefined,
): Promise<boolean> => {
  if (module === undefined) return false;
  const names = await source.read(strings.offset, Math.min(strings.bytes, mostNames));
  return names?.includes(`\0PyInit_${module}\0`, 'latin1') ?? false;
};

/** Compiled modules export few names; a file with more is a plain library. */
const mostNames = 1 << 20;
