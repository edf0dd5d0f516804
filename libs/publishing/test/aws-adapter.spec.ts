import { connectLambda } from '../src/aws.ts';
import {
  functionsContract,
  invocationContract,
  layerVersionsContract,
  runContract,
  startLoopbackLambda,
  temporaryResourcesContract,
} from '@layerkit/testing-lambda';

const open = async () => {
  const { env, close } = await startLoopbackLambda();
  return { ...(await connectLambda({ env })), close };
};

runContract('LayerVersions through the AWS SDK', open, layerVersionsContract);
runContract('Functions through the AWS SDK', open, functionsContract);
runContract('Invocation through the AWS SDK', open, invocationContract);
runContract('TemporaryResources through the AWS SDK', open, temporaryResourcesContract);
