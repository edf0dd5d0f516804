import { LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { requirementsFile } from './add-layer-project.ts';
import type { WantedLayer } from './wanted-layer.ts';

/**
 * Where a new layer’s own modules are to lie, if it has any. Whoever answers the question for packages with
 * none has a layer of own modules; whoever says nothing at all is asked to.
 * @param asked what was said of packages
 * @throws LayerkitError definition/invalid where nothing would go in
 */
export const sourcesOf = (
  tree: Tree,
  { name, root, requirements, requirementsFrom, sources }: WantedLayer & { readonly root: string },
  asked: string | undefined,
): string | undefined => {
  const waiting = `${root}/${requirementsFile}`;
  const isSaid = (sources ?? requirements ?? requirementsFrom) !== undefined;
  if (isSaid || tree.exists(waiting)) return sources;
  if (asked?.trim() === '') return 'src';
  throw new LayerkitError({
    code: 'definition/invalid',
    message: `nothing would go into “${name}”: neither --requirements nor --sources names anything`,
    hint: `--requirements=boto3,pydantic names packages, or a file that does; --sources=src a folder for own modules; both may be given. Requirements that are in ${waiting} by then are taken, too.`,
  });
};
