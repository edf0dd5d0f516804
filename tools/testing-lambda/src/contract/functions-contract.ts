import { sha256Of } from '@layerkit/artifact/digest';
import type { FunctionState, NewFunction, StatedConfiguration } from '@layerkit/publishing/functions';
import { freshName, ready, type ContractContext, type ContractRule } from './run-contract.ts';

/** A configuration that can be created with every implementation. */
export const someConfiguration = {
  runtime: 'python3.12',
  handler: 'echo.handle',
  role: 'arn:aws:iam::000000000000:role/contract',
  description: 'echoes',
  memoryMb: 256,
  timeoutSeconds: 7,
  environment: { GREETING: 'hello', EMPTY: '' },
  logFormat: 'Text',
  layers: [],
} as const satisfies StatedConfiguration;

/** The values of a function that was created without them (API reference, CreateFunction). */
export const lambdasDefaults = {
  description: '',
  memoryMb: 128,
  timeoutSeconds: 3,
  environment: {},
  logFormat: 'Text',
  applicationLogLevel: '',
  systemLogLevel: '',
  tracing: 'PassThrough',
  ephemeralStorageMb: 512,
  vpc: { subnetIds: [], securityGroupIds: [], ipv6: false },
  fileSystems: [],
  snapStart: 'None',
  kmsKey: '',
  deadLetter: '',
  layers: [],
} as const;

const otherSettings = {
  logFormat: 'JSON',
  applicationLogLevel: 'DEBUG',
  systemLogLevel: 'WARN',
  logGroup: '/services/contract',
  tracing: 'Active',
  ephemeralStorageMb: 1024,
  vpc: { subnetIds: ['subnet-0a', 'subnet-0b'], securityGroupIds: ['sg-0a'], ipv6: true },
  fileSystems: [
    {
      arn: 'arn:aws:elasticfilesystem:eu-central-1:000000000000:access-point/fsap-0123456789abcdef0',
      path: '/mnt/models',
    },
  ],
  kmsKey: 'arn:aws:kms:eu-central-1:000000000000:key/k',
  deadLetter: 'arn:aws:sqs:eu-central-1:000000000000:failed',
} as const;

const settingsTakenBack = {
  logFormat: 'Text',
  tracing: 'PassThrough',
  ephemeralStorageMb: 512,
  vpc: { subnetIds: [], securityGroupIds: [], ipv6: false },
  fileSystems: [],
  kmsKey: '',
  deadLetter: '',
} as const;

const managements = [
  { updateOn: 'FunctionUpdate' },
  { updateOn: 'Manual', version: `arn:aws:lambda:eu-central-1::runtime:${'0'.repeat(64)}` },
  { updateOn: 'Auto' },
] as const;

/** The rules for every implementation of Functions. */
export const functionsContract: readonly ContractRule[] = [
  {
    rule: 'returns undefined for a function that does not exist',
    check: async ({ functions }) => {
      expect(await functions.get(freshName())).toBeUndefined();
    },
  },
  {
    rule: 'creates a function that becomes Active with the requested configuration',
    check: async (context) => {
      const state = await create(context);
      expect(state).toMatchObject({
        architecture: 'x86_64',
        codeSha256: sha256Of(context.zip),
        configuration: someConfiguration,
        state: 'Active',
        lastUpdateStatus: 'Successful',
      });
      expect(state.arn).toMatch(new RegExp(`:function:${state.functionName}$`));
    },
  },
  {
    rule: 'does not create a function twice',
    check: async (context) => {
      const { functionName } = await create(context);
      const again = requestOf(context, { functionName });
      expect(await context.functions.create(again)).toMatchObject({ status: 'overtaken' });
    },
  },
  {
    rule: 'changes only the fields that a configuration change names',
    check: async (context) => {
      const { functionName, revisionId, configuration } = await create(context);
      const changes = { memoryMb: 512, environment: {}, tracing: 'Active' } as const;
      await context.functions.updateConfiguration({ functionName, changes, revisionId });
      const state = await ready(context.functions, functionName);
      expect(state.configuration).toEqual({ ...configuration, ...changes });
      expect(state.revisionId).not.toBe(revisionId);
    },
  },
  {
    rule: 'changes only code and architecture in a code change',
    check: async (context) => {
      const { functionName, revisionId, configuration: before } = await create(context);
      const request = { functionName, architecture: 'arm64', zip: context.otherZip, revisionId } as const;
      expect(await context.functions.updateCode(request)).toMatchObject({ status: 'accepted' });
      const { architecture, codeSha256, configuration } = await ready(context.functions, functionName);
      expect(architecture).toBe('arm64');
      expect(codeSha256).toBe(sha256Of(context.otherZip));
      expect(configuration).toEqual(before);
    },
  },
  {
    rule: 'refuses a change that was planned for an old revision',
    check: async (context) => {
      const { functions, otherZip: zip } = context;
      const { functionName, revisionId } = await create(context);
      await functions.updateConfiguration({ functionName, changes: { memoryMb: 512 }, revisionId });
      await ready(functions, functionName);
      const stale = { functionName, revisionId };
      const outcomes = [
        await functions.updateConfiguration({ ...stale, changes: { memoryMb: 128 } }),
        await functions.updateCode({ ...stale, architecture: 'x86_64', zip }),
      ];
      expect(outcomes).toMatchObject([{ status: 'overtaken' }, { status: 'overtaken' }]);
      expect((await ready(functions, functionName)).configuration.memoryMb).toBe(512);
    },
  },
  {
    rule: 'keeps the order of layers and refuses a layer that does not exist',
    check: async (context) => {
      const [first, second] = [await publish(context), await publish(context)];
      const configuration = { ...someConfiguration, layers: [second, first] };
      const { functionName, revisionId, ...state } = await create(context, { configuration });
      expect(state.configuration.layers).toEqual([second, first]);
      const changes = { layers: [`${first}9`] };
      await expect(
        context.functions.updateConfiguration({ functionName, changes, revisionId }),
      ).rejects.toThrowWithCode('aws/refused');
    },
  },
  {
    rule: 'creates a function with Lambda’s defaults for what a request does not state',
    check: async (context) => {
      const { runtime, handler, role } = someConfiguration;
      const { configuration, functionName, reservedConcurrency } = await create(context, {
        configuration: { runtime, handler, role },
      });
      expect(configuration).toEqual({
        runtime,
        handler,
        role,
        ...lambdasDefaults,
        logGroup: `/aws/lambda/${functionName}`,
      });
      expect(reservedConcurrency).toBeNull();
      expect(await context.functions.getRuntimeManagement(functionName)).toEqual({ updateOn: 'Auto' });
    },
  },
  {
    rule: 'sets every setting at creation, and takes each back',
    check: async (context) => {
      const configuration = { ...someConfiguration, ...otherSettings };
      const { functionName, revisionId, ...created } = await create(context, { configuration });
      expect(created.configuration).toEqual({ ...configuration, snapStart: 'None' });
      const changes = { ...settingsTakenBack, logGroup: '/other' };
      await context.functions.updateConfiguration({ functionName, changes, revisionId });
      const { configuration: after } = await ready(context.functions, functionName);
      expect(after).toEqual({ ...lambdasDefaults, ...someConfiguration, logGroup: '/other' });
    },
  },
  {
    rule: 'gives JSON logs the level INFO, and changes one level without the other',
    check: async (context) => {
      const { functionName, revisionId } = await create(context);
      const { functions } = context;
      await functions.updateConfiguration({ functionName, changes: { logFormat: 'JSON' }, revisionId });
      const json = await ready(functions, functionName);
      const levels = { applicationLogLevel: 'INFO', systemLogLevel: 'INFO' };
      expect(json.configuration).toMatchObject({ logFormat: 'JSON', ...levels });
      const changes = { systemLogLevel: 'WARN' } as const;
      await functions.updateConfiguration({ functionName, changes, revisionId: json.revisionId });
      const { configuration } = await ready(functions, functionName);
      expect(configuration).toMatchObject({ logFormat: 'JSON', ...levels, ...changes });
    },
  },
  {
    rule: 'reserves concurrency, also none at all, and gives it back',
    check: async (context) => {
      const { functions } = context;
      const { functionName } = await create(context);
      const reserved: (number | null | undefined)[] = [];
      for (const executions of [3, 0, null, null]) {
        await functions.reserveConcurrency(functionName, executions);
        reserved.push((await ready(functions, functionName)).reservedConcurrency);
      }
      expect(reserved).toEqual([3, 0, null, null]);
    },
  },
  {
    rule: 'sets when the runtime is updated',
    check: async (context) => {
      const { functions } = context;
      const { functionName } = await create(context);
      for (const management of managements) {
        await functions.setRuntimeManagement(functionName, management);
        expect(await functions.getRuntimeManagement(functionName)).toEqual(management);
      }
    },
  },
  {
    rule: 'sets tags at creation and later, and removes only the named ones',
    check: async (context) => {
      const { functions } = context;
      const { arn, functionName, tags } = await create(context, {
        tags: { team: 'a', 'cost center': '1/2' },
      });
      expect(tags).toEqual({ team: 'a', 'cost center': '1/2' });
      await functions.updateTags({ arn, set: { team: 'b', new: '' }, remove: ['cost center'] });
      expect((await ready(functions, functionName)).tags).toEqual({ team: 'b', new: '' });
      await functions.updateTags({ arn, set: {}, remove: ['absent', 'new'] });
      expect((await ready(functions, functionName)).tags).toEqual({ team: 'b' });
    },
  },
  {
    rule: 'locates the code of a function that exists',
    check: async (context) => {
      const { functionName } = await create(context);
      expect(await context.functions.locateCode(functionName)).toEqual({
        sha256: sha256Of(context.zip),
        location: expect.stringMatching(/^https?:/),
      });
      expect(await context.functions.locateCode(freshName())).toBeUndefined();
    },
  },
  {
    rule: 'refuses code that is not a zip',
    check: async (context) => {
      const request = requestOf(context, { zip: Buffer.from('no zip at all') });
      await expect(context.functions.create(request)).rejects.toThrowWithCode('aws/refused');
    },
  },
];

const requestOf = ({ zip }: ContractContext, fields: Partial<NewFunction>): NewFunction => ({
  functionName: freshName(),
  architecture: 'x86_64',
  configuration: someConfiguration,
  zip,
  ...fields,
});

const create = async (
  context: ContractContext,
  fields: Partial<NewFunction> = {},
): Promise<FunctionState> => {
  const request = requestOf(context, fields);
  expect(await context.functions.create(request)).toMatchObject({ status: 'accepted' });
  return ready(context.functions, request.functionName);
};

/**
 * Publishes a new layer.
 * @returns the ARN of its only version
 */
const publish = async ({ layers, zip }: ContractContext): Promise<string> => {
  const layerName = freshName();
  const targets = { runtimes: ['python3.12'], architectures: ['x86_64'] } as const;
  return (await layers.publish({ layerName, description: '', ...targets, zip })).arn;
};
