import { packagesToStandIn, type LayerManifest, type WheelFacts } from '@layerkit/artifact/manifest';
import { isLayerkitError, messageOf } from '@layerkit/failure';

type Provided = Pick<LayerManifest, 'runtimeProvided' | 'provided'>;

/** Returns the paths of wheels to import as the runtime’s packages. */
export type FindRuntimePackages = () => Promise<readonly string[]>;

export type RuntimePackages = { readonly wheels: readonly string[] } | { readonly missing: string };

/**
 * Finds the packages that a layer leaves to the runtime. Without them the layer can be imported only on Lambda, and
 * `missing` says so.
 */
export const findRuntimePackages = async (
  manifest: Provided,
  find: FindRuntimePackages | undefined,
): Promise<RuntimePackages> => {
  const packages = packagesToStandIn(manifest);
  if (packages.length === 0) return { wheels: [] };
  const missing =
    (manifest.provided ?? []).length === 0
      ? `the runtime provides ${namesOf(packages)}, and only Lambda has its packages`
      : `${namesOf(packages)} are left to the runtime or another layer`;
  if (find === undefined) return { missing };
  try {
    return { wheels: await find() };
  } catch (error) {
    if (!isLayerkitError(error) || !/^(?:store|index)\//.test(error.code)) throw error;
    return { missing: `${missing}; the wheels of the lock can’t stand in for them: ${messageOf(error)}` };
  }
};

const namesOf = (packages: readonly WheelFacts[]): string => packages.map(({ name }) => name).join(', ');

/** Says what stands in for packages that are not in the layer. */
export const standIns = (manifest: Provided): readonly string[] => {
  const packages = packagesToStandIn(manifest);
  const whose = (manifest.provided ?? []).some(({ by }) => by === undefined)
    ? 'those of another layer'
    : 'the runtime’s versions';
  return [
    ...(packages.length === 0
      ? []
      : [
          `${packages.map(({ name, version }) => `${name} ${version}`).join(', ')} of the lock stand in for ${whose}`,
        ]),
  ];
};
