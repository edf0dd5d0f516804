import { z } from 'zod';
import { emptyReply } from '../reply.ts';
import { parseFunctionName } from '../../naming/function-name.ts';
import { functionArn } from '../../naming/scope.ts';
import { invalidParameterValue, resourceNotFound } from '../../refusal/refusals.ts';
import { changeRegion } from '../../service.ts';
import { namespacedFunctionName, qualifier } from '../members.ts';
import { operation } from '../operation.ts';

const members = z.object({ Qualifier: qualifier.optional(), FunctionName: namespacedFunctionName });

export const deleteFunction = operation({
  name: 'DeleteFunction',
  members,
  handle: async (request, call) => {
    const { name, qualifier: named } = parseFunctionName(request.FunctionName, request.Qualifier, call.scope);
    const arn = functionArn(call.scope, name);
    refuseQualifier(named, arn);
    await changeRegion(call, (region) => {
      const { [name]: gone, ...functions } = region.functions;
      if (gone === undefined) throw resourceNotFound(`Function not found: ${arn}`);
      // This server has no published versions, and on AWS deleting a missing version succeeds.
      return { region: named === undefined ? { ...region, functions } : region, result: undefined };
    });
    if (named !== undefined) return emptyReply();
    await call.service.environments.discard(arn);
    return emptyReply();
  },
});

/** Refuses a qualifier that is not the number of a version. */
const refuseQualifier = (named: string | undefined, arn: string): void => {
  if (named === undefined || /^[0-9]+$/.test(named)) return;
  if (named === '$LATEST')
    throw invalidParameterValue('$LATEST version cannot be deleted without deleting the function.');
  if (/^[a-zA-Z0-9-_]+$/.test(named))
    throw invalidParameterValue('Deletion of aliases is not currently supported.');
  throw resourceNotFound(`Function not found: ${arn}`);
};
