import { normalizeProjectName } from '@layerkit/platform-resolution';

/** The usual ways to name a project after its module, normalised: `python-dateutil`, `PyJWT`. */
export const projectNames = (topLevel: string): readonly string[] => {
  const name = normalizeProjectName(topLevel);
  return [name, `python-${name}`, `py${name}`, `${name}-python`, `${name}-py`];
};
