import {
  functionsContract,
  invocationContract,
  layerVersionsContract,
  runContract,
  temporaryResourcesContract,
} from '@layerkit/testing-lambda';
import { startLocalAws } from '../local-aws/start-local-aws.ts';

// Runs the contract of publishing's ports against the AWS SDK in front of the local Lambda.

const open = async () => {
  const aws = await startLocalAws();
  return { ...aws.lambda, close: () => aws.stop() };
};

runContract('LayerVersions on the local Lambda', open, layerVersionsContract);
runContract('Functions on the local Lambda', open, functionsContract);
runContract('Invocation on the local Lambda', open, invocationContract);
runContract('TemporaryResources on the local Lambda', open, temporaryResourcesContract);
