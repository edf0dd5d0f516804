import {
  CreateFunctionCommand,
  GetFunctionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import type { Functions, StatedConfiguration } from '../functions/functions.ts';
import { asking, unlessNotFound, type Where } from './aws-failure.ts';
import { functionStateOf } from './function-state.ts';
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
});

/** Maps a configuration to request fields. AWS does not change fields that a request leaves out. */
const requestFields = (configuration: StatedConfiguration) => ({
  Runtime: configuration.runtime,
  Handler: configuration.handler,
  Role: configuration.role,
  Description: configuration.description,
  MemorySize: configuration.memoryMb,
  Timeout: configuration.timeoutSeconds,
  Environment: configuration.environment && { Variables: { ...configuration.environment } },
  LoggingConfig: configuration.logFormat && { LogFormat: configuration.logFormat },
  Layers: configuration.layers && [...configuration.layers],
});
