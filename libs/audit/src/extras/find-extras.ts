import type { Target } from '@layerkit/platform-resolution';
import { markerEnvironment, parseRequirement } from '@layerkit/platform-resolution/requirements';
import { activeRequirements } from '../distributions/active-requirements.ts';
import { openSubject } from '../opening/open-subject.ts';
import type { AuditSubject, Distribution } from '../subject/subject.ts';

/** An extra of a distribution in a layer that needs packages which the layer does not have. */
export interface Extra {
  /** `duckdb[all]` */
  readonly name: string;
  /** The normalized names of the packages. */
  readonly lacks: readonly string[];
}

export interface ExtrasRequest {
  readonly zipPath: string;
  readonly target: Target;
}

/**
 * Returns, for each module, the extras of its distribution that the layer lacks packages of (core metadata,
 * Provides-Extra). Modules without a distribution have none.
 * @param modules dotted names
 * @throws a system error when the zip can’t be read
 */
export const findExtras = async (
  { zipPath, target }: ExtrasRequest,
  modules: readonly string[],
): Promise<ReadonlyMap<string, readonly Extra[]>> => {
  const subject = await openSubject({ zipPath, target, isProven: true });
  const found = new Map<string, readonly Extra[]>();
  const extrasOf = (owner: string | undefined): readonly Extra[] => {
    if (owner === undefined) return [];
    const extras = found.get(owner) ?? lackingExtras(owner, subject);
    found.set(owner, extras);
    return extras;
  };
  const ownerOf = openOwners(subject);
  return new Map(modules.map((module) => [module, extrasOf(ownerOf(module))]));
};

/** Returns which distribution a module belongs to, by its file. */
const openOwners = ({ files, pythonRoots, ownerOf }: AuditSubject) => {
  const paths = new Map(files.map(({ path }) => [stemOf(path), path]));
  return (module: string): string | undefined => {
    const path = pythonRoots
      .map((root) => paths.get(root + module.replaceAll('.', '/')))
      .find((file) => file !== undefined);
    return path === undefined ? undefined : ownerOf(path);
  };
};

/** `a/b` for `a/b.py`, for `a/b.cpython-312-x86_64-linux-gnu.so`, and for `a/b/__init__.py`. */
const stemOf = (path: string): string => {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const [name = ''] = path.slice(folder.length).split('.', 1);
  return name === '__init__' ? folder.slice(0, -1) : folder + name;
};

const lackingExtras = (owner: string, { distributions, target }: AuditSubject): readonly Extra[] => {
  const environment = markerEnvironment(target);
  const present = new Set(distributions.map(({ name }) => name));
  return extrasIn(distributions.filter(({ name }) => name === owner))
    .map((extra) => `${owner}[${extra}]`)
    .flatMap((name) => {
      const asked = parseRequirement(name);
      if (asked === undefined) return [];
      const active = activeRequirements(distributions, environment, [asked]);
      const needed = new Set(active.map(({ requirement }) => requirement.name));
      const lacks = [...needed].filter((wanted) => !present.has(wanted));
      return lacks.length === 0 ? [] : [{ name, lacks }];
    });
};

/** Returns the extras that requirements name, sorted as they are written. */
const extrasIn = (copies: readonly Distribution[]): readonly string[] => {
  const lines = copies.flatMap(({ requires }) => requires);
  const names = lines.flatMap((line) => [...line.matchAll(/\bextra\s*==\s*["']([\w.-]+)["']/g)]);
  return [...new Set(names.map(([, name = '']) => name))].slice(0, mostExtras);
};

/** Real distributions have up to a hundred. Each is looked up in all requirements of the layer. */
const mostExtras = 200;
