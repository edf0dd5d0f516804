import { getAccountSettings } from './account/get-account-settings.ts';
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './concurrency/reserved-concurrency.ts';
import { createFunction } from './functions/create-function.ts';
import { deleteFunction } from './functions/delete-function.ts';
import { getFunction, getFunctionConfiguration } from './functions/get-function.ts';
import { invoke } from './functions/invoke.ts';
import { listFunctions } from './functions/list-functions.ts';
import { updateFunctionCode } from './functions/update-function-code.ts';
import { updateFunctionConfiguration } from './functions/update-function-configuration.ts';
import { deleteLayerVersion } from './layers/delete-layer-version.ts';
import { getLayerVersion, getLayerVersionByArn } from './layers/get-layer-version.ts';
import { listLayerVersions } from './layers/list-layer-versions.ts';
import { listLayers } from './layers/list-layers.ts';
import { publishLayerVersion } from './layers/publish-layer-version.ts';
import {
  getRuntimeManagementConfig,
  putRuntimeManagementConfig,
} from './runtime-management/runtime-management-config.ts';
import { listTags } from './tags/list-tags.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';

/** The operations that this server implements. Refusals name the other operations of the API. */
export const operations = new Map(
  [
    publishLayerVersion,
    listLayers,
    listLayerVersions,
    getLayerVersion,
    getLayerVersionByArn,
    deleteLayerVersion,
    createFunction,
    getFunction,
    getFunctionConfiguration,
    updateFunctionCode,
    updateFunctionConfiguration,
    deleteFunction,
    listFunctions,
    invoke,
    putFunctionConcurrency,
    getFunctionConcurrency,
    deleteFunctionConcurrency,
    putRuntimeManagementConfig,
    getRuntimeManagementConfig,
    tagResource,
    untagResource,
    listTags,
    getAccountSettings,
  ].map((one) => [one.name, one]),
);
