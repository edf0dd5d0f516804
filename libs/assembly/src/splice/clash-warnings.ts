import { quoteName } from '@layerkit/zip';
import { pathInZip, type LayerFile } from './layer-file.ts';

/** Returns whether a path is text for people at the top level, such as README or LICENSE: nothing imports it. */
export const isNotice = (path: string): boolean =>
  /^(?:readme|licen[cs]e|copying|notice|authors|changelog|changes|history)(?:[-_. ][\w.-]*)?$/i.test(path) &&
  !/\.(?:py[cdi]?|so)$/.test(path);

/** Returns a warning for each such text that several inputs have with different content: the layer has the first one. */
export const noticeWarnings = (pairs: readonly (readonly [LayerFile, LayerFile])[]): readonly string[] =>
  pairs
    .filter(([{ path, entry: a }, { entry: b }]) => isNotice(path) && a.crc32 !== b.crc32)
    .map(
      ([first, second]) =>
        `${quoteName(pathInZip(first))} is the file of ${first.origin.label}; the one of ${second.origin.label} is left out`,
    );

/** Returns one warning for all paths that only a file system that ignores case takes for the same. */
export const caseWarnings = (problems: readonly string[]): readonly string[] => {
  const [first, ...more] = problems;
  if (first === undefined) return [];
  const rest =
    more.length === 0 ? '' : `, and ${more.length} more such ${more.length === 1 ? 'pair' : 'pairs'}`;
  return [`${first}${rest}: Lambda keeps both, macOS and Windows can unpack only one`];
};
