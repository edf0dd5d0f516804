import { z } from 'zod';
import { describeFunction } from '../../functions/describe-function.ts';
import type { FunctionRecord } from '../../functions/function-record.ts';
import { jsonReply } from '../reply.ts';
import { parseFunctionName } from '../../naming/function-name.ts';
import { functionArn } from '../../naming/scope.ts';
import { resourceNotFound } from '../../refusal/refusals.ts';
import { findFunction, readRegion, type Call } from '../../service.ts';
import { namespacedFunctionName, qualifier } from '../members.ts';
import { operation } from '../operation.ts';

const members = z.object({ Qualifier: qualifier.optional(), FunctionName: namespacedFunctionName });

export const getFunction = operation({
  name: 'GetFunction',
  members,
  handle: (request, call) => {
    const found = find(request, call);
    const { tags, current, reservedConcurrency } = found.record;
    return jsonReply(200, {
      Configuration: describe(found, call),
      Code: { RepositoryType: 'S3', Location: call.service.downloads.link(current.code.sha256) },
      Tags: Object.keys(tags).length === 0 ? undefined : tags,
      Concurrency:
        reservedConcurrency === undefined ? undefined : { ReservedConcurrentExecutions: reservedConcurrency },
    });
  },
});

export const getFunctionConfiguration = operation({
  name: 'GetFunctionConfiguration',
  members,
  handle: (request, call) => jsonReply(200, describe(find(request, call), call)),
});

interface Found {
  readonly record: FunctionRecord;
  readonly qualifier: string | undefined;
}

const find = (request: z.infer<typeof members>, call: Call): Found => {
  const reference = parseFunctionName(request.FunctionName, request.Qualifier, call.scope);
  const record = findFunction(readRegion(call), reference.name, call.service.moment());
  const suffix = reference.qualifier === undefined ? '' : `:${reference.qualifier}`;
  // There are no versions and aliases, so the only valid qualifier is $LATEST.
  if (record === undefined || !['', ':$LATEST'].includes(suffix))
    throw resourceNotFound(`Function not found: ${functionArn(call.scope, reference.name)}${suffix}`);
  return { record, qualifier: reference.qualifier };
};

// AWS adds the qualifier to the ARN if the request has one.
const describe = ({ record, qualifier: named }: Found, call: Call) => {
  const description = describeFunction(call.scope, record);
  return named === undefined
    ? description
    : { ...description, FunctionArn: `${description.FunctionArn}:${named}` };
};
