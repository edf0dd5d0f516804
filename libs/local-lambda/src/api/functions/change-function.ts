import { refuseTooMuchTogether } from '../../functions/attach-layers.ts';
import { describeFunction } from '../../functions/describe-function.ts';
import type { FunctionRecord, Revision } from '../../functions/function-record.ts';
import { changeFunctionRecord, refuseUntimelyChange, type Content } from '../../functions/lifecycle.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { functionArn } from '../../naming/scope.ts';
import { resourceNotFound } from '../../refusal/refusals.ts';
import { changeRegion, findFunction, type Call } from '../../service.ts';
import type { RegionState } from '../../state/state.ts';

export interface FunctionChange {
  readonly name: string;
  readonly revisionId: string | undefined;
  /** Returns the new content of the function; may throw a Refusal. */
  readonly content: (before: Revision, region: RegionState) => Content;
  /** Checks the change without making it. */
  readonly dryRun?: boolean | undefined;
}

/** Changes a function. Its warm environments are replaced when the change takes effect. */
export const changeFunction = async (call: Call, change: FunctionChange): Promise<Reply> => {
  const { service, scope } = call;
  const { name, revisionId } = change;
  const arn = functionArn(scope, name);
  const record = await changeRegion<FunctionRecord>(call, (region) => {
    const moment = service.moment();
    const before = findFunction(region, name, moment);
    if (before === undefined) throw resourceNotFound(`Function not found: ${arn}`);
    refuseUntimelyChange(before, arn, revisionId);
    const content = change.content(before.current, region);
    refuseTooMuchTogether(content.code, content.layers);
    if (change.dryRun === true) return { region, result: before };
    const after = changeFunctionRecord(before, content, moment);
    return { region: { ...region, functions: { ...region.functions, [name]: after } }, result: after };
  });
  if (record.transition !== undefined)
    service.environments.replaceAt(arn, record.transition.settlesAt, record.transition.settledRevisionId);
  return jsonReply(200, describeFunction(scope, record));
};
