import { z } from 'zod';
import { attachLayers, refuseTooMuchTogether } from '../../functions/attach-layers.ts';
import { describeFunction } from '../../functions/describe-function.ts';
import { createFunctionRecord } from '../../functions/lifecycle.ts';
import { applySettings, defaultSettings } from '../../functions/settings.ts';
import { jsonReply } from '../reply.ts';
import { parseUnqualifiedFunctionName } from '../../naming/function-name.ts';
import { refuseForeignRole } from '../../naming/role.ts';
import { invalidParameterValue, resourceConflict } from '../../refusal/refusals.ts';
import { changeRegion } from '../../service.ts';
import { choice } from '../../validation/members.ts';
import { functionArchitectures, functionName, role } from '../members.ts';
import { tags } from '../tags/members.ts';
import { refuseBadTags } from '../../functions/tags.ts';
import { operation } from '../operation.ts';
import { receiveCode } from './code.ts';
import { codeMembers, settingsMembers } from './members.ts';
import { refuseUnsupported } from './unsupported.ts';

const members = z.looseObject({
  FunctionName: functionName,
  ...settingsMembers,
  Role: role,
  Code: z.object(codeMembers),
  PackageType: choice(['Zip', 'Image']).optional(),
  Architectures: functionArchitectures.optional(),
  Tags: tags.optional(),
});

export const createFunction = operation({
  name: 'CreateFunction',
  members,
  handle: async (request, call) => {
    const { service, scope } = call;
    const name = parseUnqualifiedFunctionName(request.FunctionName, scope);
    refuseForeignRole(request.Role, scope);
    refuseUnsupported('CreateFunction', request);
    if (request.Runtime === undefined || request.Handler === undefined)
      throw invalidParameterValue(
        'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      );
    refuseBadTags(request.Tags ?? {});
    const architecture = request.Architectures?.[0] ?? 'x86_64';
    const settings = applySettings(defaultSettings(name, architecture), request);
    const code = await receiveCode(request.Code, call);
    const record = await changeRegion(call, (region) => {
      // AWS checks the layers first.
      const layers = [...attachLayers(request.Layers ?? [], region, scope)];
      if (Object.hasOwn(region.functions, name)) throw resourceConflict(`Function already exist: ${name}`);
      refuseTooMuchTogether(code, layers);
      const given = { content: { settings, code, layers }, tags: request.Tags ?? {} };
      const created = createFunctionRecord(name, given, service.moment());
      return { region: { ...region, functions: { ...region.functions, [name]: created } }, result: created };
    });
    return jsonReply(201, describeFunction(scope, record));
  },
});
