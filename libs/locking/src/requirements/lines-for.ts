import { expandVariables } from '@layerkit/wheels/package-index';
import type { Requirement } from './read-requirements.ts';

/** Returns the lines for the resolver, with the variables in URLs replaced by their values. */
export const linesFor = (lines: readonly Requirement[], env: NodeJS.ProcessEnv): readonly string[] =>
  lines.map(({ text, at }) =>
    at === undefined ? text : text.replace(at.url, () => expandVariables(at.url, env)),
  );
