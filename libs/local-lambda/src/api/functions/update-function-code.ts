import { z } from 'zod';
import { parseUnqualifiedFunctionName } from '../../naming/function-name.ts';
import { functionArchitectures, functionName } from '../members.ts';
import { operation } from '../operation.ts';
import { changeFunction } from './change-function.ts';
import { receiveCode } from './code.ts';
import { codeMembers } from './members.ts';
import { refuseUnsupported } from './unsupported.ts';

const members = z.looseObject({
  FunctionName: functionName,
  ...codeMembers,
  Architectures: functionArchitectures.optional(),
  RevisionId: z.string().optional(),
  DryRun: z.boolean().optional(),
});

export const updateFunctionCode = operation({
  name: 'UpdateFunctionCode',
  members,
  handle: async (request, call) => {
    const name = parseUnqualifiedFunctionName(request.FunctionName, call.scope);
    refuseUnsupported('UpdateFunctionCode', request);
    const code = await receiveCode(request, call);
    return changeFunction(call, {
      name,
      revisionId: request.RevisionId,
      dryRun: request.DryRun,
      content: (before) => {
        const architecture = request.Architectures?.[0] ?? before.settings.architecture;
        return { code, layers: before.layers, settings: { ...before.settings, architecture } };
      },
    });
  },
});
