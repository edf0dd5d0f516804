import type { Retirement } from './runtime-record.ts';
import { recordOf, type Runtime } from './runtime.ts';

/**
 * Returns a warning about a runtime that AWS has retired or offers as a preview; undefined for any other. `today` is
 * read in UTC.
 */
export const runtimeWarning = (runtime: Runtime, today: Date): string | undefined => {
  const { preview, retirement } = recordOf(runtime);
  if (preview === true) return `${runtime} is a preview: AWS may still change what it offers`;
  const [deprecated] = [retirement.deprecated].flat();
  if (deprecated === undefined || today.toISOString().slice(0, 10) < deprecated) return undefined;
  return `${runtime} was retired by AWS on ${deprecated}: it gets no more security updates, and ${blocks(retirement)}`;
};

const blocks = ({ creationBlocked, updatesBlocked }: Retirement): string =>
  creationBlocked === undefined || updatesBlocked === undefined
    ? 'creating and updating functions on it is or will be blocked'
    : `AWS blocks creating functions on it from ${creationBlocked} and updating them from ${updatesBlocked}`;
