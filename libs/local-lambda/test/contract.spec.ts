import './contract/attachment-refusals.ts';
import './contract/function-lifecycle.ts';
import './contract/function-names.ts';
import './contract/function-refusals.ts';
import './contract/layer-refusals.ts';
import './contract/function-settings.ts';
import './contract/layer-versions.ts';
import './contract/tags.ts';
import { holdContractAgainst } from './contract/contract.ts';
import { startTestServer, type TestServer } from './support/server.ts';

// The contract sees its implementation only through a client. Here the implementation is the local Lambda.

let server: TestServer;
beforeAll(async () => {
  const account = '123456789012';
  server = await startTestServer({ settleMs: 60, accountId: account });
  const region = 'eu-central-1';
  const role = `arn:aws:iam::${account}:role/any`;
  holdContractAgainst({ client: server.client(region), region, account, role, pollMs: 20 });
});
afterAll(() => server.close());
