import { LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { requirementsFile } from './add-layer-project.ts';
import type { WantedLayer } from './wanted-layer.ts';

/**
 * Returns the folders of a new layer’s own code, if it has any. It is `src` if the option for packages is
 * empty.
 * @param asked the option `requirements`
 * @throws LayerkitError definition/invalid if the layer would be empty
 */
export const sourcesOf = (
  tree: Tree,
  { name, root, requirements, requirementsFrom, sources }: WantedLayer & { readonly root: string },
  asked: string | undefined,
): readonly string[] | undefined => {
  const waiting = `${root}/${requirementsFile}`;
  const isSaid = (sources ?? requirements ?? requirementsFrom) !== undefined;
  if (isSaid || tree.exists(waiting)) return sources;
  if (asked?.trim() === '') return ['src'];
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `the layer “${name}” would be empty: neither --requirements nor --sources is set`,
    hint: `Set --requirements=boto3,pydantic (or a file) for packages, --sources=src for own code, or both. You can also write the requirements to ${waiting} first.`,
  });
};
