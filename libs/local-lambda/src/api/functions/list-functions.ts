import { z } from 'zod';
import { describeInList } from '../../functions/describe-function.ts';
import { jsonReply } from '../reply.ts';
import { pageOf } from '../../paging/page.ts';
import { findFunction, readRegion } from '../../service.ts';
import { choice } from '../../validation/members.ts';
import { functionsPageSize } from '../members.ts';
import { operation } from '../operation.ts';

const members = z.object({
  FunctionVersion: choice(['ALL']).optional(),
  Marker: z.string().optional(),
  MaxItems: functionsPageSize.optional(),
});

export const listFunctions = operation({
  name: 'ListFunctions',
  members,
  handle: (request, call) => {
    const region = readRegion(call);
    const moment = call.service.moment();
    const records = Object.keys(region.functions)
      .sort()
      .flatMap((name) => findFunction(region, name, moment) ?? []);
    const page = pageOf(
      records,
      { marker: request.Marker, maxItems: request.MaxItems },
      { key: ({ name }) => name, after: ({ name }, key) => name > key },
    );
    const describe = (record: (typeof records)[number]) => {
      const description = describeInList(call.scope, record);
      return request.FunctionVersion === undefined
        ? description
        : { ...description, FunctionArn: `${description.FunctionArn}:$LATEST` };
    };
    return jsonReply(200, { Functions: page.items.map(describe), ...page.next });
  },
});
