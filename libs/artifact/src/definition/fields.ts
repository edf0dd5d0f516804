import { z } from 'zod';

/** A path below the project: relative, with `/` on every host, and never leaving it. */
export const relativePath = z
  .string()
  .min(1)
  .regex(/^(?!\/|[A-Za-z]:)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, {
    message: 'must be a path below the project, with / between its parts',
  });

/** A list in which nothing stands twice. */
export const distinct = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).refine((items) => new Set(items).size === items.length, {
    message: 'names something twice',
  });
