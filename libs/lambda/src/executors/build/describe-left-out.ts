import type { FunctionBuild } from '@layerkit/packaging';

/** What a build left out of its sources, for a person: none of it is a surprise on Lambda then. */
export const describeLeftOut = ({
  ofProject,
  excluded,
  idle,
}: FunctionBuild['leftOut']): readonly string[] => [
  ...(ofProject.length === 0
    ? []
    : [
        `  left out, as the project’s and not the function’s: ${ofProject.join(', ')}; what is read at run time belongs in a folder that “sources” names`,
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
