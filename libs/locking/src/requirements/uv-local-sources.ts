import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { z } from 'zod';
import type { ProjectChoice } from './project-choice.ts';

/** An entry of `tool.uv.sources` that names a folder, a wheel, or a member of the uv workspace (uv, "Dependency sources"). */
export const localSource = z
  .object({
    path: z.string().optional(),
    workspace: z.literal(true).optional(),
    marker: z.string().optional(),
    extra: z.string().optional(),
    group: z.string().optional(),
  })
  .refine(({ path, workspace }) => (path ?? workspace) !== undefined);

export type LocalSource = z.infer<typeof localSource>;

/** Returns whether an entry applies: it may be only for one extra or dependency group. */
export const isChosen = (
  { extra, group }: Pick<LocalSource, 'extra' | 'group'>,
  { extras = [], groups = [] }: Pick<ProjectChoice, 'extras' | 'groups'>,
): boolean => {
  const has = (chosen: readonly string[], name: string | undefined): boolean =>
    name === undefined || chosen.map(normalizeProjectName).includes(normalizeProjectName(name));
  return has(extras, extra) && has(groups, group);
};
