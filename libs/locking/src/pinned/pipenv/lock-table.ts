import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { z } from 'zod';

const projectName = z.string().transform(normalizeProjectName);

const condition = z.string().optional();

/** The variables of markers that are fields of their own, each with an operator: `os_name = "== 'posix'"`. */
const conditions = {
  os_name: condition,
  sys_platform: condition,
  platform_machine: condition,
  platform_system: condition,
  platform_python_implementation: condition,
  python_version: condition,
  python_full_version: condition,
};

const pinned = z.looseObject({
  version: z.string().optional(),
  hashes: z.array(z.string()).default([]),
  markers: z.string().optional(),
  /** The name of its source. */
  index: z.string().optional(),
  ...conditions,
});

/** The categories of packages: `default`, `develop`, and those that the Pipfile names. */
const category = z.record(projectName, pinned);

/** The fields of a Pipfile.lock of version 6 (Pipenv, "Pipfile.lock") that layerkit reads. */
export const pipfileLock = z
  .object({
    _meta: z.object({
      'pipfile-spec': z.literal(6),
      sources: z.array(z.object({ name: z.string().optional(), url: z.string() })).default([]),
      requires: z
        .object({ python_version: z.string().optional(), python_full_version: z.string().optional() })
        .default({}),
    }),
  })
  .catchall(category);

export type PipfilePin = z.infer<typeof pinned>;

const conditional = z.object({
  version: z.string().optional(),
  extras: z.array(projectName).optional(),
  markers: z.string().optional(),
  ...conditions,
});

export type PipfileRequirement = z.infer<typeof conditional>;

const wanted = z.union([z.string().transform((version): PipfileRequirement => ({ version })), conditional]);

/** The sections of a Pipfile with packages (Pipenv, "Pipfile"). Other sections have other forms. */
export const pipfile = z.record(z.string(), z.unknown()).transform((sections) =>
  Object.fromEntries(
    Object.entries(sections).flatMap(([name, section]) => {
      const found = z.record(projectName, wanted).safeParse(section);
      return found.success ? [[name, found.data] as const] : [];
    }),
  ),
);

/** Returns the marker of a requirement or a pin: `markers`, and the conditions that are fields of their own. */
export const markersOf = ({ markers, ...one }: PipfileRequirement | PipfilePin): string | undefined => {
  const fields = Object.keys(conditions).flatMap((name) => {
    const [, value] = Object.entries(one).find(([field]) => field === name) ?? [];
    return typeof value === 'string' ? [`${name} ${value}`] : [];
  });
  const all = [...(markers === undefined ? [] : [markers]), ...fields];
  return all.length === 0
    ? undefined
    : all.map((text) => (all.length > 1 ? `(${text})` : text)).join(' and ');
};
