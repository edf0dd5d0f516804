import { z } from 'zod';
import { attachLayers } from '../../functions/attach-layers.ts';
import { applySettings } from '../../functions/settings.ts';
import { parseUnqualifiedFunctionName } from '../../naming/function-name.ts';
import { refuseForeignRole } from '../../naming/role.ts';
import { functionName } from '../members.ts';
import { operation } from '../operation.ts';
import { changeFunction } from './change-function.ts';
import { settingsMembers } from './members.ts';
import { refuseUnsupported } from './unsupported.ts';

const members = z.looseObject({
  FunctionName: functionName,
  ...settingsMembers,
  RevisionId: z.string().optional(),
});

/** If the request has layers, they replace all layers of the function; an empty list removes them. */
export const updateFunctionConfiguration = operation({
  name: 'UpdateFunctionConfiguration',
  members,
  handle: async (request, call) => {
    const name = parseUnqualifiedFunctionName(request.FunctionName, call.scope);
    refuseForeignRole(request.Role, call.scope);
    refuseUnsupported('UpdateFunctionConfiguration', request);
    return changeFunction(call, {
      name,
      revisionId: request.RevisionId,
      content: (before, region) => ({
        code: before.code,
        layers:
          request.Layers === undefined
            ? before.layers
            : [...attachLayers(request.Layers, region, call.scope)],
        settings: applySettings(before.settings, request),
      }),
    });
  },
});
