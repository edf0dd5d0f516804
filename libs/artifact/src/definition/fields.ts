import { z } from 'zod';

/** A path below the project: relative, with `/` on every host, and without a way out. */
export const relativePath = z
  .string()
  .min(1)
  .regex(/^(?!\/|[A-Za-z]:)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, {
    message: 'must be a path below the project, with / as its separator',
  });

/** A path relative to the project. It may be outside, because projects of a workspace can share files and folders. */
export const inputPath = z
  .string()
  .min(1)
  .regex(/^(?!\/|[A-Za-z]:)(?:\.\.\/)*(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, {
    message: 'must be a path relative to the project, with / as its separator',
  });

/** `$schema` of a definition: the JSON Schema that editors use to check and complete it. */
export const editorSchema = (example: string) =>
  z
    .string()
    .optional()
    .meta({
      description: 'Path of the JSON Schema. Editors use it to complete and explain the fields.',
      examples: [example],
    });

/** A list without duplicates. */
export const distinct = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).refine((items) => new Set(items).size === items.length, {
    message: 'must not contain duplicates',
  });
