import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { AssignedIndex, PackagePlace, SourceIndex, SourcePlaces } from '@layerkit/wheels/package-index';
import { z } from 'zod';
import { isChosen, localSource } from './uv-local-sources.ts';
import { placeUrl } from './place-url.ts';

/** One entry of `[[tool.uv.index]]` (uv, "Package indexes"). */
export const uvIndexTable = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/)
    .optional(),
  url: z.string(),
  default: z.boolean().default(false),
  explicit: z.boolean().default(false),
  format: z.enum(['simple', 'flat']).default('simple'),
});

type UvIndexTable = z.infer<typeof uvIndexTable>;

const indexSource = z.object({
  index: z.string(),
  marker: z.string().optional(),
  extra: z.string().optional(),
  group: z.string().optional(),
});

export interface UvPlacesRequest {
  readonly file: string;
  /** The folder of the file. Paths are relative to it. */
  readonly folder: string;
  readonly indexes: readonly UvIndexTable[];
  /** The table `tool.uv.sources`. */
  readonly sources: Readonly<Record<string, unknown>>;
  /** The packages that the layer requires, by normalized name. */
  readonly names: ReadonlySet<string>;
  readonly extras?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly problems: string[];
}

/** Returns the indexes of `tool.uv.index`, and the packages that `tool.uv.sources` takes from one of them. */
export const uvPlaces = (request: UvPlacesRequest): SourcePlaces => {
  const indexes = sourceIndexes(request.indexes, request.folder);
  const packages = new Map<string, PackagePlace>();
  for (const [written, source] of Object.entries(request.sources)) {
    const name = normalizeProjectName(written);
    if (!request.names.has(name)) continue;
    const assigned = [source].flat().flatMap((one) => assignedIndex(request, indexes, { written, one }));
    if (assigned.length > 0) packages.set(name, { indexes: assigned });
  }
  return { indexes, findLinks: [], packages };
};

export const sourceIndexes = (tables: readonly UvIndexTable[], folder: string): readonly SourceIndex[] =>
  tables.map(({ name, url, explicit, default: main, format }) => ({
    name,
    url: placeUrl(url, folder),
    explicit,
    main,
    flat: format === 'flat',
  }));

interface OneSource {
  readonly written: string;
  readonly one: unknown;
}

const assignedIndex = (
  { file, extras = [], groups = [], problems }: UvPlacesRequest,
  indexes: readonly SourceIndex[],
  { written, one }: OneSource,
): readonly AssignedIndex[] => {
  if (localSource.safeParse(one).success) return [];
  const source = indexSource.safeParse(one).data;
  if (source === undefined) {
    problems.push(
      `${file}: tool.uv.sources takes ${written} from a source other than a package index or a path; write it in the requirements as “${written} @ URL”`,
    );
    return [];
  }
  if (!isChosen(source, { extras, groups })) return [];
  const index = indexes.find(({ name }) => name === source.index);
  if (index !== undefined) return [{ ...index, marker: source.marker }];
  problems.push(
    `${file}: tool.uv.sources takes ${written} from the index “${source.index}”, which tool.uv.index does not define`,
  );
  return [];
};
