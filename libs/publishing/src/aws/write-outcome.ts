import type { WriteOutcome } from '../functions/functions.ts';
import { asking, readAwsError, type Where } from './aws-failure.ts';

/** Sends a change. Returns refusals that a retry can cure, and throws all others. */
export const writing = (
  where: Where,
  operation: string,
  send: () => Promise<unknown>,
): Promise<WriteOutcome> =>
  asking(where, operation, async () => {
    try {
      await send();
      return { status: 'accepted' };
    } catch (error) {
      const outcome = curableRefusal(error);
      if (outcome === undefined) throw error;
      return outcome;
    }
  });

const curableRefusal = (error: unknown): WriteOutcome | undefined => {
  const { name, message } = readAwsError(error) ?? { name: '', message: '' };
  const reason = `${name}: ${message}`;
  if (name === 'ResourceConflictException' || name === 'PreconditionFailedException')
    return { status: 'overtaken', reason };
  // AWS has no error name for this case
  if (name === 'InvalidParameterValueException' && message.includes('cannot be assumed'))
    return { status: 'role-not-assumable', reason };
  return undefined;
};
