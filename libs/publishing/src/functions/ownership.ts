import { LayerkitError } from '@layerkit/failure';
import type { FunctionState, Tags } from './functions.ts';

/** The tag of a function that layerkit manages. Its value is the Nx project that deploys the function. */
export const ownerTag = 'layerkit:project';

/** Returns the tag that marks a function as managed by a project. */
export const ownerTags = (project: string): Tags => ({ [ownerTag]: tagValue(project) });

/** Returns the name as a tag’s value: AWS accepts letters, digits, spaces and `_.:/=+-@`, at most 256 characters. */
const tagValue = (project: string): string =>
  project.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '-').slice(0, 256);

/** Returns whether the project manages the function. @throws LayerkitError aws/refused if its tags can’t be read */
export const isManagedBy = (project: string, state: FunctionState): boolean =>
  readTags(state)[ownerTag] === tagValue(project);

/** Returns the tags of a function. @throws LayerkitError aws/refused if these credentials may not read them */
export const readTags = ({ tags, functionName }: FunctionState): Tags => {
  if (tags !== undefined) return tags;
  throw new LayerkitError({
    code: 'aws/refused',
    message: `AWS does not show the tags of ${functionName}; the tag ${ownerTag} says whether layerkit manages the function`,
    hint: 'Allow lambda:ListTags in the policy of these credentials.',
  });
};

/** Returns the error for a function that the project does not manage and would change. */
export const notAdopted = (
  { functionName, tags = {} }: FunctionState,
  project: string,
  changes: readonly string[],
): LayerkitError => {
  const owner = tags[ownerTag];
  const reason =
    owner === undefined ? 'exists, and layerkit did not create it' : `is managed by the project ${owner}`;
  return new LayerkitError({
    code: 'deploy/not-adopted',
    message: `${functionName} ${reason}; this deployment would change:`,
    problems: changes,
    hint: `Nothing was changed. To let ${project} manage the function from now on: nx run ${project}:deploy --adopt`,
  });
};
