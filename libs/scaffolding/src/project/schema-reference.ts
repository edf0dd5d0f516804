import { offsetFromRoot, type Tree } from '@nx/devkit';

/** A definition file, and the package that has its JSON Schema. */
const packages = { layer: '@layerkit/layer', function: '@layerkit/lambda' } as const;

/**
 * Returns the field `$schema` of a definition, by which editors complete and check it. Yarn PnP installs no files that
 * editors could read, so there it is undefined.
 * @param root folder of the project, relative to the workspace’s root
 */
export const schemaReference = (tree: Tree, root: string, kind: keyof typeof packages): string | undefined =>
  tree.exists('.pnp.cjs')
    ? undefined
    : `${offsetFromRoot(root)}node_modules/${packages[kind]}/schemas/${kind}.schema.json`;
