import { z } from 'zod';
import { invalidParameterValue } from '../../refusal/refusals.ts';
import { operation } from '../operation.ts';
import { emptyReply } from '../reply.ts';
import { taggableResource, tags } from './members.ts';
import { changeTagsOf } from './tagged-function.ts';

export const tagResource = operation({
  name: 'TagResource',
  members: z.object({ Resource: taggableResource, Tags: tags }),
  handle: async ({ Resource, Tags }, call) => {
    if (Object.keys(Tags).length === 0)
      throw invalidParameterValue('An error occurred and the request cannot be processed.');
    await changeTagsOf(Resource, call, (before) => ({ ...before, ...Tags }));
    return emptyReply();
  },
});
