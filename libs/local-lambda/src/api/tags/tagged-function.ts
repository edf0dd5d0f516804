import { functionArn } from '../../naming/scope.ts';
import { parseFunctionName } from '../../naming/function-name.ts';
import type { FunctionRecord } from '../../functions/function-record.ts';
import { changeTags } from '../../functions/lifecycle.ts';
import { refuseBadTags } from '../../functions/tags.ts';
import { invalidParameterValue, notImplemented, resourceNotFound } from '../../refusal/refusals.ts';
import { changeRegion, findFunction, type Call } from '../../service.ts';
import type { RegionState } from '../../state/state.ts';

/**
 * Returns the function with this ARN.
 * @throws Refusal for another kind of resource, a version or alias, and a function that does not exist
 */
export const taggedFunction = (resource: string, region: RegionState, call: Call): FunctionRecord => {
  if (!resource.includes(':function:')) throw notImplemented(`tags of ${resource}`);
  const { name, qualifier } = parseFunctionName(resource, undefined, call.scope);
  if (qualifier !== undefined)
    throw invalidParameterValue(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  const record = findFunction(region, name, call.service.moment());
  if (record === undefined) throw resourceNotFound(`Function not found: ${functionArn(call.scope, name)}`);
  return record;
};

/** Changes the tags of the function with this ARN. */
export const changeTagsOf = (
  resource: string,
  call: Call,
  change: (tags: FunctionRecord['tags']) => FunctionRecord['tags'],
): Promise<void> =>
  changeRegion(call, (region) => {
    const record = taggedFunction(resource, region, call);
    const tags = change(record.tags);
    refuseBadTags(tags);
    const changed = changeTags(record, tags, call.service.moment());
    const functions = { ...region.functions, [record.name]: changed };
    return { region: { ...region, functions }, result: undefined };
  });
