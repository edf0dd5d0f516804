import { setTimeout as sleep } from 'node:timers/promises';
import { LayerkitError } from '@layerkit/failure';
import type { WriteOutcome } from './functions.ts';
import { nextDelay, type Patience } from './settled-state.ts';

/**
 * Sends a request again while Lambda can’t assume the role: a new role takes seconds to propagate.
 */
export const patiently = async (
  { roleMs, firstDelayMs }: Patience,
  request: () => Promise<WriteOutcome>,
): Promise<WriteOutcome> => {
  const deadline = Date.now() + roleMs;
  for (let delay = firstDelayMs; ; delay = nextDelay(delay)) {
    const outcome = await request();
    if (outcome.status !== 'role-not-assumable' || Date.now() + delay > deadline) return outcome;
    await sleep(delay);
  }
};

/** Returns the error for a role that Lambda could not assume within the time limit. */
export const roleNotAssumable = (role: string, { roleMs }: Patience, reason: string): LayerkitError =>
  new LayerkitError({
    code: 'aws/refused',
    message: `Lambda cannot assume the role ${role} (tried for ${Math.round(roleMs / 1000)} s): ${reason}`,
    hint: 'Allow lambda.amazonaws.com the action sts:AssumeRole in the role’s trust policy.',
  });
