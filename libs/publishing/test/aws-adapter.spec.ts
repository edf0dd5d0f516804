import { connectLambda } from '../src/index.ts';
import { functionsContract } from './contract/functions-contract.ts';
import { invocationContract } from './contract/invocation-contract.ts';
import { layerVersionsContract } from './contract/layer-versions-contract.ts';
import { runContract } from './contract/run-contract.ts';
import { temporaryResourcesContract } from './contract/temporary-resources-contract.ts';
import { startLoopbackLambda } from './loopback-lambda.ts';

const open = async () => {
  const { env, close } = await startLoopbackLambda();
  return { ...(await connectLambda({ env })), close };
};

runContract('LayerVersions through the AWS SDK', open, layerVersionsContract);
runContract('Functions through the AWS SDK', open, functionsContract);
runContract('Invocation through the AWS SDK', open, invocationContract);
runContract('TemporaryResources through the AWS SDK', open, temporaryResourcesContract);
