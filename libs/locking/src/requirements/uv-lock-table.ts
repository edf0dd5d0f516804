import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { z } from 'zod';
import { wheelNameOf } from './local-requirement.ts';

const edge = z
  .object({
    name: z.string().transform(normalizeProjectName),
    version: z.string().optional(),
    marker: z.string().optional(),
    extra: z.array(z.string()).default([]),
  })
  .readonly();

const edges = z.array(edge).default([]);
const edgesByName = z.record(z.string().transform(normalizeProjectName), z.array(edge)).default({});
const file = z.object({ hash: z.string().optional() });

/** A requirement that replaced all others on its package. Without a specifier, it has another source than an index. */
const override = z.object({
  name: z.string(),
  specifier: z.string().optional(),
  marker: z.string().optional(),
});

/** The fields of a uv.lock of version 1 (uv, "The lockfile") that layerkit reads. */
export const uvLockFile = z.object({
  version: z.literal(1),
  'requires-python': z.string().optional(),
  manifest: z.object({ overrides: z.array(override).default([]) }).optional(),
  package: z
    .array(
      z.object({
        name: z.string().transform(normalizeProjectName),
        version: z.string().optional(),
        source: z.record(z.string(), z.unknown()),
        'resolution-markers': z.array(z.string()).default([]),
        dependencies: edges,
        'optional-dependencies': edgesByName,
        'dev-dependencies': edgesByName,
        sdist: file.optional(),
        wheels: z.array(file).default([]),
      }),
    )
    .default([]),
});

export type UvLock = z.infer<typeof uvLockFile>;
export type UvPackage = UvLock['package'][number];
export type UvEdge = UvPackage['dependencies'][number];

/** Returns the folder of a workspace project, relative to the uv.lock; undefined for any other package. */
export const localFolder = ({ source }: UvPackage): string | undefined => {
  const path = source['virtual'] ?? source['editable'] ?? source['directory'];
  return typeof path === 'string' ? path : undefined;
};

/** Returns whether uv installs a workspace project. It installs only the requirements of a virtual one (uv, "Projects"). */
export const isInstalled = ({ source }: UvPackage): boolean => 'editable' in source || 'directory' in source;

/** Returns the path of a package’s wheel, relative to the uv.lock; undefined for any other package. */
export const localWheel = ({ source }: UvPackage): string | undefined => {
  const { path } = source;
  return typeof path === 'string' && wheelNameOf(path) !== undefined ? path : undefined;
};

export const isFromIndex = ({ source }: UvPackage): boolean => 'registry' in source;
