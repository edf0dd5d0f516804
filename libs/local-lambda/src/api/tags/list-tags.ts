import { z } from 'zod';
import { readRegion } from '../../service.ts';
import { operation } from '../operation.ts';
import { jsonReply } from '../reply.ts';
import { taggableResource } from './members.ts';
import { taggedFunction } from './tagged-function.ts';

export const listTags = operation({
  name: 'ListTags',
  members: z.object({ Resource: taggableResource }),
  handle: ({ Resource }, call) =>
    jsonReply(200, { Tags: taggedFunction(Resource, readRegion(call), call).tags }),
});
