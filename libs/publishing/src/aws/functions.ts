import {
  CreateFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetRuntimeManagementConfigCommand,
  PutFunctionConcurrencyCommand,
  PutRuntimeManagementConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import type { Functions } from '../functions/functions.ts';
import { digestOf, required } from './answer.ts';
import { asking, unlessNotFound, type Where } from './aws-failure.ts';
import { functionStateOf } from './function-state.ts';
import { requestFields } from './request-fields.ts';
import { writing } from './write-outcome.ts';

/** Reads and changes Lambda functions through the AWS SDK. */
export const awsFunctions = (client: LambdaClient, where: Where): Functions => ({
  get: (functionName) =>
    asking(where, 'GetFunction', async () => {
      const answer = await unlessNotFound(
        client.send(new GetFunctionCommand({ FunctionName: functionName })),
      );
      return answer && functionStateOf(answer);
    }),
  create: ({ functionName, architecture, configuration, tags, zip }) => {
    const command = new CreateFunctionCommand({
      ...requestFields(configuration),
      Role: configuration.role,
      FunctionName: functionName,
      Architectures: [architecture],
      PackageType: 'Zip',
      Code: { ZipFile: zip },
      Tags: tags && { ...tags },
    });
    return writing(where, 'CreateFunction', () => client.send(command));
  },
  updateCode: ({ functionName, architecture, zip, revisionId }) => {
    const command = new UpdateFunctionCodeCommand({
      FunctionName: functionName,
      Architectures: [architecture],
      ZipFile: zip,
      RevisionId: revisionId,
    });
    return writing(where, 'UpdateFunctionCode', () => client.send(command));
  },
  updateConfiguration: ({ functionName, changes, revisionId }) => {
    const command = new UpdateFunctionConfigurationCommand({
      ...requestFields(changes),
      FunctionName: functionName,
      RevisionId: revisionId,
    });
    return writing(where, 'UpdateFunctionConfiguration', () => client.send(command));
  },
  ...tagsAndCode(client, where),
  ...separateSettings(client, where),
});

const tagsAndCode = (client: LambdaClient, where: Where): Pick<Functions, 'updateTags' | 'locateCode'> => ({
  updateTags: async ({ arn: Resource, set, remove }) => {
    if (Object.keys(set).length > 0)
      await asking(where, 'TagResource', () =>
        client.send(new TagResourceCommand({ Resource, Tags: { ...set } })),
      );
    if (remove.length > 0)
      await asking(where, 'UntagResource', () =>
        client.send(new UntagResourceCommand({ Resource, TagKeys: [...remove] })),
      );
  },
  locateCode: (functionName) =>
    asking(where, 'GetFunction', async () => {
      const answer = await unlessNotFound(
        client.send(new GetFunctionCommand({ FunctionName: functionName })),
      );
      const isZip = answer?.Configuration?.PackageType !== 'Image';
      return (
        answer && {
          sha256: digestOf(answer.Configuration?.CodeSha256),
          location: isZip ? required(answer.Code?.Location, 'Code.Location') : undefined,
        }
      );
    }),
});

/** The settings that Lambda changes with requests of their own. */
const separateSettings = (
  client: LambdaClient,
  where: Where,
): Pick<Functions, 'reserveConcurrency' | 'getRuntimeManagement' | 'setRuntimeManagement'> => ({
  reserveConcurrency: async (FunctionName, executions) => {
    if (executions === null)
      await asking(where, 'DeleteFunctionConcurrency', () =>
        client.send(new DeleteFunctionConcurrencyCommand({ FunctionName })),
      );
    else
      await asking(where, 'PutFunctionConcurrency', () =>
        client.send(
          new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: executions }),
        ),
      );
  },
  getRuntimeManagement: (FunctionName) =>
    asking(where, 'GetRuntimeManagementConfig', async () => {
      const answer = await client.send(new GetRuntimeManagementConfigCommand({ FunctionName }));
      const updateOn = required(answer.UpdateRuntimeOn, 'UpdateRuntimeOn');
      // AWS reports the version in the other modes, too
      return updateOn === 'Manual' ? { updateOn, version: answer.RuntimeVersionArn } : { updateOn };
    }),
  setRuntimeManagement: (FunctionName, { updateOn, version }) =>
    asking(where, 'PutRuntimeManagementConfig', async () => {
      const change = { FunctionName, UpdateRuntimeOn: updateOn, RuntimeVersionArn: version };
      await client.send(new PutRuntimeManagementConfigCommand(change));
    }),
});
