import { z } from 'zod';
import type { FunctionRecord } from '../../functions/function-record.ts';
import { invalidParameterValue } from '../../refusal/refusals.ts';
import type { RegionState } from '../../state/state.ts';
import { integer } from '../../validation/members.ts';
import { concurrencyLimit } from '../account/get-account-settings.ts';
import { changeRecord, existingFunction } from '../functions/change-record.ts';
import { functionName } from '../members.ts';
import { operation } from '../operation.ts';
import { emptyReply, jsonReply } from '../reply.ts';

/** Executions that must stay unreserved in an account (developer guide, “Reserved concurrency”). */
const leastUnreserved = 100;

export const putFunctionConcurrency = operation({
  name: 'PutFunctionConcurrency',
  members: z.object({
    FunctionName: functionName,
    ReservedConcurrentExecutions: integer(0, Number.MAX_SAFE_INTEGER),
  }),
  handle: async (request, call) => {
    const { reservedConcurrency } = await changeRecord(request.FunctionName, call, (record, region) => {
      const changed = { ...record, reservedConcurrency: request.ReservedConcurrentExecutions };
      refuseTooMuch(changed, region);
      return changed;
    });
    return jsonReply(200, { ReservedConcurrentExecutions: reservedConcurrency });
  },
});

export const getFunctionConcurrency = operation({
  name: 'GetFunctionConcurrency',
  members: z.object({ FunctionName: functionName }),
  handle: (request, call) =>
    jsonReply(200, {
      ReservedConcurrentExecutions: existingFunction(request.FunctionName, call).reservedConcurrency,
    }),
});

export const deleteFunctionConcurrency = operation({
  name: 'DeleteFunctionConcurrency',
  members: z.object({ FunctionName: functionName }),
  handle: async (request, call) => {
    await changeRecord(request.FunctionName, call, (record) => ({
      ...record,
      reservedConcurrency: undefined,
    }));
    return emptyReply();
  },
});

const refuseTooMuch = (changed: FunctionRecord, { functions }: RegionState): void => {
  const others = Object.values(functions).filter(({ name }) => name !== changed.name);
  const reserved = [changed, ...others].reduce(
    (sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency,
    0,
  );
  if (concurrencyLimit - reserved >= leastUnreserved) return;
  throw invalidParameterValue(
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
  );
};
