import { parseFunctionName } from '../../naming/function-name.ts';
import { functionArn } from '../../naming/scope.ts';
import { invalidParameterValue, resourceNotFound } from '../../refusal/refusals.ts';
import type { FunctionRecord } from '../../functions/function-record.ts';
import { changeRegion, findFunction, readRegion, type Call } from '../../service.ts';
import type { RegionState } from '../../state/state.ts';

/** Returns the function with this name or ARN. @throws Refusal if it does not exist */
export const existingFunction = (nameOrArn: string, call: Call): FunctionRecord =>
  find(nameOrArn, readRegion(call), call);

/** Changes what takes effect at once and for all versions of a function. Returns what `change` returns. */
export const changeRecord = (
  nameOrArn: string,
  call: Call,
  change: (record: FunctionRecord, region: RegionState) => FunctionRecord,
): Promise<FunctionRecord> =>
  changeRegion(call, (region) => {
    const result = change(find(nameOrArn, region, call), region);
    return { region: { ...region, functions: { ...region.functions, [result.name]: result } }, result };
  });

const find = (nameOrArn: string, region: RegionState, call: Call): FunctionRecord => {
  const { name, qualifier } = parseFunctionName(nameOrArn, undefined, call.scope);
  if (qualifier !== undefined && qualifier !== '$LATEST')
    throw invalidParameterValue(
      'This operation is permitted only on the function, not on versions and aliases.',
    );
  const record = findFunction(region, name, call.service.moment());
  if (record === undefined) throw resourceNotFound(`Function not found: ${functionArn(call.scope, name)}`);
  return record;
};
