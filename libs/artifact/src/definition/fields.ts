import { z } from 'zod';

/** A path below the project: relative, with `/` on every host, and never leaving it. */
export const relativePath = z
  .string()
  .min(1)
  .regex(/^(?!\/|[A-Za-z]:)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, {
    message: 'must be a path below the project, with / between its parts',
  });

/** `$schema` of a definition: what editors check and complete it with. */
export const editorSchema = (example: string) =>
  z
    .string()
    .optional()
    .meta({
      description: 'Path of the JSON Schema, for editors: they complete and explain the fields by it.',
      examples: [example],
    });

/** A list in which nothing stands twice. */
export const distinct = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).refine((items) => new Set(items).size === items.length, {
    message: 'names something twice',
  });
