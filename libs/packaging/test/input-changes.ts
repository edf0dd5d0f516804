import type { InputChanges } from '../src/inputs/input-changes.ts';

/** Input changes of equal inputs. */
export const nothing: InputChanges = {
  lock: { added: [], removed: [], changed: [] },
  requirements: false,
  untaken: [],
  fields: [],
  imports: false,
  providers: [],
  sources: { added: [], removed: [], changed: [] },
  locals: [],
  files: { added: [], removed: [], changed: [] },
};
