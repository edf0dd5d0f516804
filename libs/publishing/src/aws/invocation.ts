import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Invocation } from '../smoke/invocation.ts';
import { required } from './answer.ts';
import { asking, type Where } from './aws-failure.ts';

/** Invokes functions through the AWS SDK. */
export const awsInvocation = (client: LambdaClient, where: Where): Invocation => ({
  invoke: (functionName, event) =>
    asking(where, 'InvokeFunction', async () => {
      const answer = await client.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: 'RequestResponse',
          LogType: 'Tail',
          Payload: Buffer.from(JSON.stringify(event)),
        }),
      );
      const tail = answer.LogResult === undefined ? undefined : Buffer.from(answer.LogResult, 'base64');
      return {
        statusCode: required(answer.StatusCode, 'StatusCode'),
        functionError: answer.FunctionError,
        logTail: tail === undefined ? undefined : { text: tail.toString('utf8'), bytes: tail.length },
        payload: answer.Payload?.transformToString() ?? '',
      };
    }),
});
