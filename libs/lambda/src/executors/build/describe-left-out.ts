import type { FunctionBuild } from '@layerkit/packaging';

/** Returns lines that name the files of the own code which a build left out, and globs that match nothing. */
export const describeLeftOut = ({
  ofProject,
  excluded,
  idle,
}: FunctionBuild['leftOut']): readonly string[] => [
  ...(ofProject.length === 0
    ? []
    : [
        `  left out as project files: ${ofProject.join(', ')}; move files that the function reads to a folder, and set “sources” to it`,
      ]),
  ...(excluded.length === 0 ? [] : [`  left out by “exclude”: ${shorten(excluded)}`]),
  ...idle.map((glob) => `warning: exclude: ${glob} matches no file`),
];

const mostShown = 8;

const shorten = (paths: readonly string[]): string => {
  const more = paths.length - mostShown;
  const shown = paths.slice(0, mostShown).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
};
