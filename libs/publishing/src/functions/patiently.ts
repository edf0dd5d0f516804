import { setTimeout as sleep } from 'node:timers/promises';
import { LayerkitError } from '@layerkit/failure';
import type { WriteOutcome } from './functions.ts';
import { nextDelay, type Patience } from './settled-state.ts';

/**
 * Makes a request again for as long as Lambda can’t assume the role yet: a new one takes seconds to be known.
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

/** The error for a role that Lambda could not assume in all that time. */
export const roleNotAssumable = (role: string, { roleMs }: Patience, reason: string): LayerkitError =>
  new LayerkitError({
    code: 'aws/refused',
    message: `Lambda can’t use the role ${role}, for ${Math.round(roleMs / 1000)} s now: ${reason}`,
    hint: 'The role’s trust policy has to allow lambda.amazonaws.com the action sts:AssumeRole.',
  });
