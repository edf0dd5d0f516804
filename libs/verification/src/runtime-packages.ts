import type { LayerManifest } from '@layerkit/artifact/manifest';
import { isLayerkitError, messageOf } from '@layerkit/failure';

type Provided = Pick<LayerManifest, 'runtimeProvided'>;

/** Returns the paths of wheels to import as the runtime’s packages. */
export type FindRuntimePackages = () => Promise<readonly string[]>;

export type RuntimePackages = { readonly wheels: readonly string[] } | { readonly missing: string };

/**
 * Finds the packages that a layer leaves to the runtime. Without them the layer can be imported only on Lambda, and
 * `missing` says so.
 */
export const findRuntimePackages = async (
  { runtimeProvided = [] }: Provided,
  find: FindRuntimePackages | undefined,
): Promise<RuntimePackages> => {
  if (runtimeProvided.length === 0) return { wheels: [] };
  const missing = `the runtime provides ${runtimeProvided.map(({ name }) => name).join(', ')}, and only Lambda has its packages`;
  if (find === undefined) return { missing };
  try {
    return { wheels: await find() };
  } catch (error) {
    if (!isLayerkitError(error) || !/^(?:store|index)\//.test(error.code)) throw error;
    return { missing: `${missing}; the wheels of the lock can’t stand in for them: ${messageOf(error)}` };
  }
};

/** Says that wheels of the lock stand in for the runtime’s own packages, whose versions only Lambda knows. */
export const standIns = ({ runtimeProvided = [] }: Provided): readonly string[] =>
  runtimeProvided.length === 0
    ? []
    : [
        `${runtimeProvided.map(({ name, version }) => `${name} ${version}`).join(', ')} of the lock stand in for the runtime’s versions`,
      ];
