import { z } from 'zod';
import { operation } from '../operation.ts';
import { emptyReply } from '../reply.ts';
import { taggableResource } from './members.ts';
import { changeTagsOf } from './tagged-function.ts';

/** Removes tags. Keys that the function does not have are ignored, as on AWS. */
export const untagResource = operation({
  name: 'UntagResource',
  members: z.object({ Resource: taggableResource, TagKeys: z.array(z.string()) }),
  handle: async ({ Resource, TagKeys }, call) => {
    await changeTagsOf(Resource, call, (before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !TagKeys.includes(key))),
    );
    return emptyReply();
  },
});
