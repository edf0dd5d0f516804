import type { FunctionBuild } from '@layerkit/packaging';
import { formatBytes, formatCount } from '@layerkit/terminal';

type Sized = FunctionBuild['largest'][number];

/** Returns a line that names the largest files of the zip, if it has more than one. */
export const describeLargest = (largest: FunctionBuild['largest']): readonly string[] =>
  largest.length < 2 ? [] : [`  largest: ${largest.map(showSized).join(', ')}`];

/** Returns lines about the files of the own code that a build left out, and globs that match nothing. */
export const describeLeftOut = ({
  ofProject,
  excluded,
  idle,
}: FunctionBuild['leftOut']): readonly string[] => [
  ...(ofProject.length === 0
    ? []
    : [
        `  left out as project files: ${summarize(ofProject)}; move files that the function reads to a folder, and set “sources” to it`,
      ]),
  ...(excluded.length === 0 ? [] : [`  left out by “exclude”: ${summarize(excluded)}`]),
  ...idle.map((glob) => `warning: exclude: ${glob} matches no file`),
];

const mostShown = 8;

/** Counts files and folders, and names the first: `2 files and 1 folder (tests/, uv.lock 312 KiB, Makefile 1 KiB)`. */
const summarize = (all: readonly Sized[]): string => {
  const folders = all.filter(({ bytes }) => bytes === undefined).length;
  const counts = [
    ...(all.length > folders ? [formatCount(all.length - folders, 'file')] : []),
    ...(folders > 0 ? [formatCount(folders, 'folder')] : []),
  ];
  const more = all.length - mostShown;
  const shown = all.slice(0, mostShown).map(showSized).join(', ');
  return `${counts.join(' and ')} (${shown}${more > 0 ? ` and ${more} more` : ''})`;
};

const showSized = ({ name, bytes }: Sized): string =>
  bytes === undefined ? name : `${name} ${formatBytes(bytes)}`;
