import { unescape } from 'node:querystring';
import { sha256Schema, type Sha256 } from '@layerkit/artifact/digest';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { z } from 'zod';

/** A wheel that runs on the target according to uv, or a source distribution that may be built. */
export interface OfferedFile {
  readonly fileName: string;
  /** Absent if the index gives none. */
  readonly sha256?: Sha256;
}

/** One version that uv has chosen, with its files. */
export interface ResolvedPackage {
  readonly name: string;
  readonly version: string;
  readonly wheels: readonly OfferedFile[];
  readonly sdist?: OfferedFile;
  /** Set if the requirements name the URL of its file. */
  readonly isByUrl?: true;
}

/** The version to keep if the requirements still allow it. */
export interface Preference {
  readonly name: string;
  readonly version: string;
}

/**
 * Parses a lock in the format of PEP 751.
 * @throws an error of the TOML parser or a ZodError if it is invalid
 */
export const parsePylock = async (text: string): Promise<readonly ResolvedPackage[]> =>
  pylock.parse((await toml()).parse(text)).packages.map(({ name, version, archive, ...files }) => {
    const isWheel = archive !== undefined && fileNameOf(archive).endsWith('.whl');
    const sdist = files.sdist ?? (isWheel ? undefined : archive);
    return {
      name: normalizeProjectName(name),
      version,
      wheels: [...files.wheels, ...(isWheel ? [archive] : [])].map(offered),
      ...(sdist === undefined ? {} : { sdist: offered(sdist) }),
      ...(archive === undefined ? {} : { isByUrl: true as const }),
    };
  });

const offered = ({ hashes, ...file }: z.infer<typeof packageFile>): OfferedFile => ({
  fileName: fileNameOf(file),
  ...(hashes.sha256 === undefined ? {} : { sha256: hashes.sha256 }),
});

/** Formats the smallest lock from which uv takes its previous versions. */
export const formatPreferences = async (preferences: readonly Preference[]): Promise<string> =>
  (await toml()).stringify({
    'lock-version': '1.0',
    'created-by': 'layerkit',
    packages: preferences.map(({ name, version }) => ({ name, version })),
  });

/** Loaded only if needed: builds read no TOML. */
const toml = () => import('smol-toml');

const packageFile = z
  .object({
    name: z.string().optional(),
    url: z.url().optional(),
    path: z.string().optional(),
    hashes: z.object({ sha256: sha256Schema.optional() }).default({}),
  })
  .refine(({ name, url, path }) => (name ?? url ?? path) !== undefined, 'has neither a name nor a place');

const pylock = z.object({
  packages: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      wheels: z.array(packageFile).default([]),
      sdist: packageFile.optional(),
      archive: packageFile.optional(),
    }),
  ),
});

/** Returns the name, otherwise the last part of the path or URL (PEP 751). */
const fileNameOf = ({
  name,
  url,
  path,
}: {
  name?: string | undefined;
  url?: string | undefined;
  path?: string | undefined;
}): string => {
  if (name !== undefined) return name;
  if (path !== undefined) return path.slice(path.lastIndexOf('/') + 1);
  const { pathname } = new URL(url ?? '');
  // Unlike decodeURIComponent, it takes any text
  return unescape(pathname.slice(pathname.lastIndexOf('/') + 1));
};
