/** The requests of one operation of Lambda's REST API. */
export interface OperationRoute {
  readonly name: string;
  readonly method: string;
  /** `{Member}` matches one path segment. */
  readonly path: string;
  /** The query parameter and value that distinguish the operation from another with the same path. */
  readonly query?: readonly [name: string, value: string] | undefined;
}

// All operations of Lambda's public API model of 2026-11, so that a refusal can name an unsupported one.
const table = `
POST /2018-10-31/layers/{LayerName}/versions PublishLayerVersion
GET /2018-10-31/layers?find=LayerVersion GetLayerVersionByArn
GET /2018-10-31/layers ListLayers
GET /2018-10-31/layers/{LayerName}/versions ListLayerVersions
GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber} GetLayerVersion
DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber} DeleteLayerVersion
POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy AddLayerVersionPermission
GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy GetLayerVersionPolicy
DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId} RemoveLayerVersionPermission
POST /2015-03-31/functions CreateFunction
GET /2015-03-31/functions ListFunctions
GET /2015-03-31/functions/{FunctionName} GetFunction
DELETE /2015-03-31/functions/{FunctionName} DeleteFunction
GET /2015-03-31/functions/{FunctionName}/configuration GetFunctionConfiguration
PUT /2015-03-31/functions/{FunctionName}/configuration UpdateFunctionConfiguration
PUT /2015-03-31/functions/{FunctionName}/code UpdateFunctionCode
POST /2015-03-31/functions/{FunctionName}/invocations Invoke
POST /2014-11-13/functions/{FunctionName}/invoke-async InvokeAsync
POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations InvokeWithResponseStream
GET /2016-08-19/account-settings GetAccountSettings
POST /2015-03-31/functions/{FunctionName}/versions PublishVersion
GET /2015-03-31/functions/{FunctionName}/versions ListVersionsByFunction
POST /2015-03-31/functions/{FunctionName}/aliases CreateAlias
GET /2015-03-31/functions/{FunctionName}/aliases ListAliases
GET /2015-03-31/functions/{FunctionName}/aliases/{Name} GetAlias
PUT /2015-03-31/functions/{FunctionName}/aliases/{Name} UpdateAlias
DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name} DeleteAlias
POST /2015-03-31/functions/{FunctionName}/policy AddPermission
GET /2015-03-31/functions/{FunctionName}/policy GetPolicy
DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId} RemovePermission
POST /2017-03-31/tags/{Resource} TagResource
GET /2017-03-31/tags/{Resource} ListTags
DELETE /2017-03-31/tags/{Resource} UntagResource
POST /2015-03-31/event-source-mappings CreateEventSourceMapping
GET /2015-03-31/event-source-mappings ListEventSourceMappings
GET /2015-03-31/event-source-mappings/{UUID} GetEventSourceMapping
PUT /2015-03-31/event-source-mappings/{UUID} UpdateEventSourceMapping
DELETE /2015-03-31/event-source-mappings/{UUID} DeleteEventSourceMapping
POST /2021-10-31/functions/{FunctionName}/url CreateFunctionUrlConfig
GET /2021-10-31/functions/{FunctionName}/url GetFunctionUrlConfig
PUT /2021-10-31/functions/{FunctionName}/url UpdateFunctionUrlConfig
DELETE /2021-10-31/functions/{FunctionName}/url DeleteFunctionUrlConfig
GET /2021-10-31/functions/{FunctionName}/urls ListFunctionUrlConfigs
PUT /2017-10-31/functions/{FunctionName}/concurrency PutFunctionConcurrency
GET /2019-09-30/functions/{FunctionName}/concurrency GetFunctionConcurrency
DELETE /2017-10-31/functions/{FunctionName}/concurrency DeleteFunctionConcurrency
GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL ListProvisionedConcurrencyConfigs
PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency PutProvisionedConcurrencyConfig
GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency GetProvisionedConcurrencyConfig
DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency DeleteProvisionedConcurrencyConfig
PUT /2019-09-25/functions/{FunctionName}/event-invoke-config PutFunctionEventInvokeConfig
POST /2019-09-25/functions/{FunctionName}/event-invoke-config UpdateFunctionEventInvokeConfig
GET /2019-09-25/functions/{FunctionName}/event-invoke-config GetFunctionEventInvokeConfig
DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config DeleteFunctionEventInvokeConfig
GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list ListFunctionEventInvokeConfigs
POST /2020-04-22/code-signing-configs CreateCodeSigningConfig
GET /2020-04-22/code-signing-configs ListCodeSigningConfigs
GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn} GetCodeSigningConfig
PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn} UpdateCodeSigningConfig
DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn} DeleteCodeSigningConfig
GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions ListFunctionsByCodeSigningConfig
PUT /2020-06-30/functions/{FunctionName}/code-signing-config PutFunctionCodeSigningConfig
GET /2020-06-30/functions/{FunctionName}/code-signing-config GetFunctionCodeSigningConfig
DELETE /2020-06-30/functions/{FunctionName}/code-signing-config DeleteFunctionCodeSigningConfig
PUT /2021-07-20/functions/{FunctionName}/runtime-management-config PutRuntimeManagementConfig
GET /2021-07-20/functions/{FunctionName}/runtime-management-config GetRuntimeManagementConfig
PUT /2024-08-31/functions/{FunctionName}/recursion-config PutFunctionRecursionConfig
GET /2024-08-31/functions/{FunctionName}/recursion-config GetFunctionRecursionConfig
PUT /2025-11-30/functions/{FunctionName}/function-scaling-config PutFunctionScalingConfig
GET /2025-11-30/functions/{FunctionName}/function-scaling-config GetFunctionScalingConfig
POST /2025-11-30/capacity-providers CreateCapacityProvider
GET /2025-11-30/capacity-providers ListCapacityProviders
GET /2025-11-30/capacity-providers/{CapacityProviderName} GetCapacityProvider
PUT /2025-11-30/capacity-providers/{CapacityProviderName} UpdateCapacityProvider
DELETE /2025-11-30/capacity-providers/{CapacityProviderName} DeleteCapacityProvider
GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions ListFunctionVersionsByCapacityProvider
GET /2025-12-01/functions/{FunctionName}/durable-executions ListDurableExecutionsByFunction
GET /2025-12-01/durable-executions/{DurableExecutionArn} GetDurableExecution
DELETE /2025-12-01/durable-executions/{DurableExecutionArn} DeleteDurableExecution
GET /2025-12-01/durable-executions/{DurableExecutionArn}/history GetDurableExecutionHistory
GET /2025-12-01/durable-executions/{DurableExecutionArn}/state GetDurableExecutionState
POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint CheckpointDurableExecution
POST /2025-12-01/durable-executions/{DurableExecutionArn}/pause PauseDurableExecution
POST /2025-12-01/durable-executions/{DurableExecutionArn}/resume ResumeDurableExecution
POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop StopDurableExecution
POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed SendDurableExecutionCallbackSuccess
POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail SendDurableExecutionCallbackFailure
POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat SendDurableExecutionCallbackHeartbeat
PUT /2026-07-09/resource-policy/{ResourceArn} PutResourcePolicy
GET /2026-07-09/resource-policy/{ResourceArn} GetResourcePolicy
DELETE /2026-07-09/resource-policy/{ResourceArn} DeleteResourcePolicy
`;

const parseRow = (row: string): OperationRoute => {
  const [method = '', target = '', name = ''] = row.split(' ');
  const [path = '', query = ''] = target.split('?');
  const [parameter, value] = query.split('=');
  const route = { name, method, path };
  return parameter === undefined || value === undefined ? route : { ...route, query: [parameter, value] };
};

/** A route with a query comes before the route with the same path and no query. */
export const operationRoutes: readonly OperationRoute[] = table.trim().split('\n').map(parseRow);
