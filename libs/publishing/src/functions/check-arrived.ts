import { LayerkitError } from '@layerkit/failure';
import { configurationChanges } from './configuration-changes.ts';
import { describeChange } from './describe-change.ts';
import type { FunctionState } from './functions.ts';
import { ownerTags, readTags } from './ownership.ts';
import type { CurrentFunction } from './read-function.ts';
import { settingChanges } from './setting-changes.ts';
import { tagChanges } from './tag-changes.ts';
import type { WantedFunction } from './wanted-function.ts';

/**
 * Compares the digest that AWS reports with that of the code that was sent.
 * @throws LayerkitError deploy/update-failed if it is another one
 */
export const checkCodeArrived = (wanted: WantedFunction, state: FunctionState): void => {
  if (state.codeSha256 === wanted.sha256) return;
  throw new LayerkitError({
    code: 'deploy/update-failed',
    message: `the code of ${wanted.functionName} is not the code that was sent: CodeSha256 ${state.codeSha256} instead of ${wanted.sha256}`,
    hint,
  });
};

/**
 * Compares the values that AWS reports with those that were sent.
 * @throws LayerkitError deploy/update-failed (lists every value that differs)
 */
export const checkValuesArrived = (wanted: WantedFunction, state: CurrentFunction): void => {
  const { configuration, tags: stated, project, functionName } = wanted;
  const { environment } = state.configuration;
  const wrong = [
    ...configurationChanges(state.configuration, configuration).filter(
      // AWS reports no variables if these credentials can’t decrypt them
      ({ field }) => field !== 'environment' || environment !== undefined,
    ),
    ...settingChanges(state, wanted),
    ...tagChanges(readTags(state), { stated, owner: ownerTags(project) }),
  ];
  if (wrong.length === 0) return;
  throw new LayerkitError({
    code: 'deploy/update-failed',
    message: `AWS accepted the changes to ${functionName}, but reports other values (reported → sent):`,
    problems: wrong.map(describeChange),
    hint,
  });
};

const hint =
  'Someone else deployed at the same time, or something changed the request in transit. Deploy again.';
