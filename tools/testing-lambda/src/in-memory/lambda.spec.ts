import { functionsContract } from '../contract/functions-contract.ts';
import { invocationContract } from '../contract/invocation-contract.ts';
import { layerVersionsContract } from '../contract/layer-versions-contract.ts';
import { runContract } from '../contract/run-contract.ts';
import { temporaryResourcesContract } from '../contract/temporary-resources-contract.ts';
import { inMemoryLambda } from './lambda.ts';

const open = () => Promise.resolve({ ...inMemoryLambda(), close: () => Promise.resolve() });

runContract('LayerVersions in memory', open, layerVersionsContract);
runContract('Functions in memory', open, functionsContract);
runContract('Invocation in memory', open, invocationContract);
runContract('TemporaryResources in memory', open, temporaryResourcesContract);
