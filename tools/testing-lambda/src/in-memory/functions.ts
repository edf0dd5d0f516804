import { randomUUID } from 'node:crypto';
import { sha256Of } from '@layerkit/artifact/digest';
import type {
  Functions,
  FunctionState,
  NewFunction,
  ReportedConfiguration,
  RuntimeManagement,
  StatedConfiguration,
  WriteOutcome,
} from '@layerkit/publishing/functions';
import { lambdasDefaults } from '../contract/functions-contract.ts';
import { isZip, notAZip, refusal } from './layers.ts';

export interface FunctionsBehaviour {
  readonly layerExists: (arn: string) => boolean;
  /** The number of reads that still show a change as in progress. */
  readonly readsUntilReady: number;
  /** The number of times that the role is refused before it is accepted. */
  roleRefusals: number;
  /** The status that every change ends with from now on. */
  outcome: 'Successful' | 'Failed';
}

export interface Stored {
  readonly state: FunctionState;
  readonly readsLeft: number;
}

/**
 * Implements Functions in a Map, with Lambda’s states, revisions and refusals. The same contract tests it and
 * the real ones.
 */
export const inMemoryFunctions = (behaviour: FunctionsBehaviour, calls: string[]) => {
  const stored = new Map<string, Stored>();
  const shop: Shop = { stored, behaviour };
  const functions: Functions = {
    get: (functionName) => {
      calls.push('get function');
      return Promise.resolve(look(shop, functionName));
    },
    create: (request) => {
      calls.push('create');
      return create(shop, request);
    },
    updateCode: (request) => {
      calls.push('update code');
      const { architecture, zip } = request;
      return change(shop, request, (state) => ({ ...state, architecture, codeSha256: sha256Of(zip) }));
    },
    updateConfiguration: (request) => {
      calls.push('update configuration');
      return change(shop, request, (state) => ({
        ...state,
        configuration: withStated(state.configuration, request.changes),
      }));
    },
    updateTags: ({ arn, set, remove }) => {
      calls.push('update tags');
      return changeNow(shop, arn, ({ tags = {}, ...state }) => ({
        ...state,
        tags: {
          ...Object.fromEntries(Object.entries(tags).filter(([key]) => !remove.includes(key))),
          ...set,
        },
      }));
    },
    locateCode: (functionName) => {
      calls.push('locate code');
      const found = stored.get(functionName);
      return Promise.resolve(found && { sha256: found.state.codeSha256, location: 'https://…' });
    },
    ...separateSettings(shop, calls),
  };
  return { functions, stored };
};

/** The settings that Lambda changes with requests of their own. */
const separateSettings = (
  shop: Shop,
  calls: string[],
): Pick<Functions, 'reserveConcurrency' | 'getRuntimeManagement' | 'setRuntimeManagement'> => {
  const managements = new Map<string, RuntimeManagement>();
  return {
    reserveConcurrency: (functionName, reservedConcurrency) => {
      calls.push('update concurrency');
      return changeNow(shop, functionName, (state) => ({ ...state, reservedConcurrency }));
    },
    getRuntimeManagement: (functionName) => {
      calls.push('get runtime management');
      return Promise.resolve(managements.get(functionName) ?? { updateOn: 'Auto' });
    },
    setRuntimeManagement: (functionName, management) => {
      calls.push('update runtime management');
      managements.set(functionName, management);
      return Promise.resolve();
    },
  };
};

interface Shop {
  readonly stored: Map<string, Stored>;
  readonly behaviour: FunctionsBehaviour;
}

const look = ({ stored, behaviour }: Shop, functionName: string): FunctionState | undefined => {
  const found = stored.get(functionName);
  if (found !== undefined && found.readsLeft > 0) {
    const readsLeft = found.readsLeft - 1;
    const state = readsLeft === 0 ? settle(found.state, behaviour.outcome) : found.state;
    stored.set(functionName, { state, readsLeft });
  }
  return found?.state;
};

const create = (shop: Shop, request: NewFunction): Promise<WriteOutcome> => {
  const { functionName, architecture, tags = {}, zip } = request;
  if (shop.stored.has(functionName)) return overtaken('ResourceConflictException: Function already exist');
  if (!isZip(zip)) return Promise.reject(notAZip());
  if (shop.behaviour.roleRefusals > 0) {
    shop.behaviour.roleRefusals -= 1;
    const reason = 'The role defined for the function cannot be assumed by Lambda.';
    return Promise.resolve({ status: 'role-not-assumable', reason });
  }
  const arn = `arn:aws:lambda:eu-central-1:000000000000:function:${functionName}`;
  const configuration = withStated(
    { ...lambdasDefaults, runtime: '', handler: '', role: '', logGroup: `/aws/lambda/${functionName}` },
    request.configuration,
  );
  const about = {
    functionName,
    arn,
    architecture,
    configuration,
    tags,
    codeSha256: sha256Of(zip),
    reservedConcurrency: null,
  };
  return begin(shop, { ...about, revisionId: randomUUID(), state: 'Pending' });
};

const withStated = (before: ReportedConfiguration, stated: StatedConfiguration): ReportedConfiguration => {
  const after: ReportedConfiguration = {
    ...before,
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
  };
  const isJson = after.logFormat === 'JSON';
  return {
    ...after,
    applicationLogLevel: isJson ? after.applicationLogLevel || 'INFO' : '',
    systemLogLevel: isJson ? after.systemLogLevel || 'INFO' : '',
  };
};

/** Changes what takes effect at once. */
const changeNow = (
  { stored }: Shop,
  nameOrArn: string,
  changed: (state: FunctionState) => FunctionState,
): Promise<void> => {
  const found = [...stored.values()].find(
    ({ state }) => state.arn === nameOrArn || state.functionName === nameOrArn,
  );
  if (found === undefined) return Promise.reject(refusal(`Function not found: ${nameOrArn}`));
  stored.set(found.state.functionName, { ...found, state: changed(found.state) });
  return Promise.resolve();
};

const change = (
  shop: Shop,
  request: {
    readonly functionName: string;
    readonly revisionId: string;
    readonly zip?: Uint8Array | undefined;
  },
  changed: (state: FunctionState) => FunctionState,
): Promise<WriteOutcome> => {
  const { functionName, revisionId, zip } = request;
  const found = shop.stored.get(functionName);
  if (found === undefined) return Promise.reject(refusal(`Function not found: ${functionName}`));
  if (zip !== undefined && !isZip(zip)) return Promise.reject(notAZip());
  if (found.readsLeft > 0) return overtaken('ResourceConflictException: An update is in progress');
  if (found.state.revisionId !== revisionId) return overtaken('PreconditionFailedException: Revision Id');
  return begin(shop, {
    ...changed(found.state),
    revisionId: randomUUID(),
    lastUpdateStatus: 'InProgress',
  });
};

const begin = ({ stored, behaviour }: Shop, state: FunctionState): Promise<WriteOutcome> => {
  const unknown = state.configuration.layers.find((arn) => !behaviour.layerExists(arn));
  if (unknown !== undefined) return Promise.reject(refusal(`Layer version ${unknown} does not exist.`));
  stored.set(state.functionName, { state, readsLeft: behaviour.readsUntilReady });
  return Promise.resolve({ status: 'accepted' });
};

const overtaken = (reason: string): Promise<WriteOutcome> => Promise.resolve({ status: 'overtaken', reason });

const settle = (state: FunctionState, outcome: 'Successful' | 'Failed'): FunctionState => {
  const creating = state.state === 'Pending';
  const failed = outcome === 'Failed';
  return {
    ...state,
    revisionId: randomUUID(),
    state: creating && failed ? 'Failed' : 'Active',
    lastUpdateStatus: outcome,
    ...(failed ? { stateReason: 'the subnet is full', lastUpdateReason: 'the subnet is full' } : {}),
  };
};
