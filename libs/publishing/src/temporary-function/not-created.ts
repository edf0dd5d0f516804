import { LayerkitError } from '@layerkit/failure';
import type { WriteOutcome } from '../functions/functions.ts';
import { roleNotAssumable } from '../functions/patiently.ts';
import type { Patience } from '../functions/settled-state.ts';

interface NotCreated {
  readonly name: string;
  readonly role: string;
  readonly patience: Patience;
}

/** Returns the error for a temporary function that AWS refused to create. */
export const notCreated = (
  outcome: Exclude<WriteOutcome, { readonly status: 'accepted' }>,
  { name, role, patience }: NotCreated,
): LayerkitError =>
  outcome.status === 'role-not-assumable'
    ? roleNotAssumable(role, patience, outcome.reason)
    : new LayerkitError({
        code: 'aws/refused',
        message: `cannot create the function ${name}: ${outcome.reason}`,
        hint: 'Run it again. Each run uses a new name.',
      });
