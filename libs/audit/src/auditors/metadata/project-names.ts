import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';

/** Returns the usual project names for a module, normalized: `python-dateutil`, `PyJWT`. */
export const projectNames = (topLevel: string): readonly string[] => {
  const name = normalizeProjectName(topLevel);
  return [name, `python-${name}`, `py${name}`, `${name}-python`, `${name}-py`];
};
