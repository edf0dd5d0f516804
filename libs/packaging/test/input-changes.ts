import type { InputChanges } from '../src/inputs/input-changes.ts';

/** All groups of inputs, none of which has changed. */
export const nothing: InputChanges = {
  lock: { added: [], removed: [], changed: [] },
  requirements: false,
  untaken: [],
  fields: [],
  imports: false,
  sources: { added: [], removed: [], changed: [] },
};
