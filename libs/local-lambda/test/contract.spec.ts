import { functionLifecycleContract } from './contract/function-lifecycle.ts';
import { layerVersionsContract } from './contract/layer-versions.ts';
import {
  attachmentRefusalsContract,
  functionRefusalsContract,
  layerRefusalsContract,
} from './contract/refusals.ts';
import type { Implementation } from './contract/contract.ts';
import { startTestServer, type TestServer } from './support/server.ts';

// The contract knows its implementation by a client alone; here it is the local Lambda.

let server: TestServer;
let implementation: Implementation;

beforeAll(async () => {
  server = await startTestServer({ settleMs: 60 });
  const region = 'eu-central-1';
  const account = '000000000000';
  implementation = {
    client: server.client(region),
    region,
    account,
    role: `arn:aws:iam::${account}:role/any`,
    pollMs: 20,
  };
});
afterAll(() => server.close());

describe('layer versions', () => layerVersionsContract(() => implementation));
describe('the life of a function', () => functionLifecycleContract(() => implementation));
describe('layers are refused:', () => layerRefusalsContract(() => implementation));
describe('functions are refused:', () => functionRefusalsContract(() => implementation));
describe('attaching is refused:', () => attachmentRefusalsContract(() => implementation));
