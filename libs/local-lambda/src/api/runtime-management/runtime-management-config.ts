import { z } from 'zod';
import type { FunctionRecord } from '../../functions/function-record.ts';
import { functionArn } from '../../naming/scope.ts';
import { invalidParameterValue } from '../../refusal/refusals.ts';
import type { Call } from '../../service.ts';
import { choice, text } from '../../validation/members.ts';
import { changeRecord, existingFunction } from '../functions/change-record.ts';
import { namespacedFunctionName, qualifier } from '../members.ts';
import { operation } from '../operation.ts';
import { jsonReply } from '../reply.ts';

const named = { FunctionName: namespacedFunctionName, Qualifier: qualifier.optional() };

export const putRuntimeManagementConfig = operation({
  name: 'PutRuntimeManagementConfig',
  members: z.object({
    ...named,
    UpdateRuntimeOn: choice(['Auto', 'Manual', 'FunctionUpdate']),
    RuntimeVersionArn: text({
      min: 26,
      max: 2048,
      pattern: 'arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}::runtime:.+',
    }).optional(),
  }),
  handle: async ({ FunctionName, UpdateRuntimeOn: updateOn, RuntimeVersionArn: version }, call) => {
    // the texts are not recorded
    if ((updateOn === 'Manual') !== (version !== undefined))
      throw invalidParameterValue('RuntimeVersionArn is required for Manual, and only for Manual.');
    const runtimeManagement = version === undefined ? { updateOn } : { updateOn, version };
    return describe(
      await changeRecord(FunctionName, call, (record) => ({ ...record, runtimeManagement })),
      call,
    );
  },
});

export const getRuntimeManagementConfig = operation({
  name: 'GetRuntimeManagementConfig',
  members: z.object(named),
  handle: ({ FunctionName }, call) => describe(existingFunction(FunctionName, call), call),
});

const describe = ({ name, runtimeManagement = { updateOn: 'Auto' } }: FunctionRecord, call: Call) =>
  jsonReply(200, {
    FunctionArn: functionArn(call.scope, name),
    UpdateRuntimeOn: runtimeManagement.updateOn,
    RuntimeVersionArn: runtimeManagement.version,
  });
