// A contract is test material: a package’s index does not export it
export { definitionOf, openWorkshop, type Workshop } from '../../../../libs/publishing/test/artifacts.ts';
export { functionsContract } from '../../../../libs/publishing/test/contract/functions-contract.ts';
export { invocationContract } from '../../../../libs/publishing/test/contract/invocation-contract.ts';
export { layerVersionsContract } from '../../../../libs/publishing/test/contract/layer-versions-contract.ts';
export { runContract } from '../../../../libs/publishing/test/contract/run-contract.ts';
export { temporaryResourcesContract } from '../../../../libs/publishing/test/contract/temporary-resources-contract.ts';
