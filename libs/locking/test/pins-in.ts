import type { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { failureOf } from '@layerkit/testing-matchers';
import { requirementsOn } from '../src/pinned/pins-on.ts';
import type { Requirements } from '../src/requirements/read-requirements.ts';

/** Returns the pins of a lock of another tool on a target, sorted. */
export const pinsIn = (requirements: Requirements, target: Target): readonly string[] =>
  requirementsOn(requirements, target)
    .requirements.map(({ text }) => text)
    .sort();

/** Returns the error for a lock of another tool that has no pins for a target. */
export const pinsFailure = (requirements: Requirements, target: Target): Promise<LayerkitError> =>
  failureOf(Promise.resolve().then(() => pinsIn(requirements, target)));
