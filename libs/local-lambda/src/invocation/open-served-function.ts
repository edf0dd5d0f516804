import { existsSync } from 'node:fs';
import { isLayerkitError } from '@layerkit/failure';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { formatTarget } from '@layerkit/platform-resolution';
import { notRunnableHere } from '../refusal/refusals.ts';
import type { OpenFunctionEnvironment } from '../runtime/function-environment.ts';
import type { OpenServedFunction } from './environment-pool.ts';
import { functionSpec, targetOf } from './function-spec.ts';
import type { UnpackedFolder } from './unpacked-folders.ts';

export interface Opening {
  /** The folder with awslambdaric. */
  readonly runtimeClient: string;
  readonly unpacked: UnpackedFolder;
  readonly open: OpenFunctionEnvironment;
}

/** Opens sandboxes of functions. A host that can't run a function refuses the invocation with the reason. */
export const servedFunctionOpener =
  ({ runtimeClient, unpacked, open }: Opening): OpenServedFunction =>
  async (served) => {
    const target = targetOf(served.revision.settings);
    const unfit = whyNotRunnable(target);
    const obstacle = unfit === undefined ? missingClient(runtimeClient) : `${formatTarget(target)}: ${unfit}`;
    if (obstacle !== undefined) throw notRunnableHere(obstacle);
    try {
      return await open(await functionSpec(served, { target, runtimeClient, unpacked }));
    } catch (error) {
      if (isLayerkitError(error) && error.code.startsWith('environment/'))
        throw notRunnableHere([error.message, error.hint].filter(Boolean).join('. '));
      throw error;
    }
  };

const missingClient = (runtimeClient: string): string | undefined =>
  existsSync(runtimeClient)
    ? undefined
    : `the runtime client (awslambdaric) is missing from ${runtimeClient}`;
