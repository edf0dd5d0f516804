import type { Requirements } from './read-requirements.ts';

/**
 * Returns overrides that keep uv from taking the local packages from an index, where others may have used their names
 * (uv, "Dependency overrides"). The layer gets them from the workspace, even if a package from an index requires them.
 */
export const withoutLocals = ({ locals = [] }: Pick<Requirements, 'locals'>): readonly string[] =>
  locals.map(({ name }) => `${name} ; ${never}`);

const never = "python_version < '0'";
