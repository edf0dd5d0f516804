import { quotas } from '@layerkit/platform-resolution';
import { z } from 'zod';

/** A text that is one thing, such as “the ID of a subnet”. */
export const textOf = (pattern: RegExp, what: string) => z.string().regex(pattern, `must be ${what}`);

/** An ARN of one of the services that the pattern matches. */
export const arn = (what: string, service: RegExp) =>
  z
    .string()
    .max(2048)
    .refine(
      (text) => {
        const [prefix, partition, its, region, account, ...resource] = text.split(':');
        return (
          prefix === 'arn' &&
          /^aws[a-z-]*$/.test(partition ?? '') &&
          service.test(its ?? '') &&
          /^[a-z0-9-]+$/.test(region ?? '') &&
          /^\d{12}$/.test(account ?? '') &&
          /^\S+$/.test(resource.join(':'))
        );
      },
      { message: `must be the ARN of ${what}` },
    );

/** A tag’s key; AWS and layerkit reserve their prefixes. */
const tagKey = textOf(
  /^(?!(?:aws|layerkit):)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
  'a key of 1 to 128 letters, digits, spaces and _.:/=+-@ that does not begin with aws: or layerkit:',
);
const tagValue = textOf(
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
  'at most 256 letters, digits, spaces and _.:/=+-@',
);

/** One tag less than AWS allows, because deploy sets one too. */
const mostTags = quotas.tags - 1;

export const functionTags = z
  .record(tagKey, tagValue)
  .refine((tags) => Object.keys(tags).length <= mostTags, { message: `must have at most ${mostTags} tags` })
  .meta({
    description:
      'All tags of the function: deploy removes others, except those that begin with aws: and its own, layerkit:project.',
    examples: [{ team: 'payments' }],
  });
