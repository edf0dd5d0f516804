import { createServer } from 'node:http';
import { listenOnLoopback } from '@layerkit/testing-host';

export interface EmptyCloudFormation {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a CloudFormation without stacks. `osls package` asks for the stack of an earlier deployment. */
export const startEmptyCloudFormation = async (): Promise<EmptyCloudFormation> => {
  const server = createServer((_, response) => {
    response.writeHead(400, { 'content-type': 'text/xml' });
    response.end(noSuchStack);
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const noSuchStack =
  '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id orchestrator-dev does not exist</Message></Error></ErrorResponse>';
