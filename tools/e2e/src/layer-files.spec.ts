import { whyNotRunnable } from '@layerkit/execution-environment';
import { runExecutor } from './executors/run-executor.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { addFunction, addLayer } from './workspace/projects.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';

// A layer with files beside python/, and a function that uses each of them.

let workspace: Workspace;
let aws: LocalAws;

const succeed = async (executor: string, project: string) => {
  const { exitCode, output } = await runExecutor(workspace, { executor, project, env: aws.env });
  expect(exitCode === 0 ? '' : output).toBe('');
  return output;
};

const extension = `#!/usr/bin/env python3
import os, urllib.request
api = "http://%s/2020-01-01/extension/" % os.environ["AWS_LAMBDA_RUNTIME_API"]
register = urllib.request.Request(api + "register", b'{"events": []}', {"Lambda-Extension-Name": "watcher"})
with urllib.request.urlopen(register) as answer:
    known = {"Lambda-Extension-Identifier": answer.headers["Lambda-Extension-Identifier"]}
open("/tmp/watcher", "w").close()
urllib.request.urlopen(urllib.request.Request(api + "event/next", headers=known))
`;

const handler = `import os, subprocess
def handle(event, context):
    said = subprocess.run(["greet"], capture_output=True, text=True, check=True).stdout
    with open("/opt/data/models/small.txt") as file:
        return {"said": said, "data": file.read(), "watched": os.path.exists("/tmp/watcher")}
`;

beforeAll(async () => {
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  await addLayer(workspace, 'tools', {
    definition: { files: { bin: 'tools', extensions: 'ext', 'data/models': 'models' } },
    files: {
      'tools/greet': '#!/bin/sh\necho hello\n',
      'ext/watcher': extension,
      'models/small.txt': 'weights',
    },
  });
  const response = { said: 'hello\n', data: 'weights', watched: true };
  await addFunction(workspace, 'caller', {
    definition: { layers: ['tools'], timeoutSeconds: 30, smoke: [{ name: 'uses files', expect: response }] },
    files: { 'src/app.py': handler },
  });
}, 60_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

it('build says what goes in beside python/, without warnings', async () => {
  const output = await succeed('layer:build', 'tools');
  expect(output).toMatch(/^python3\.12\/x86_64: files, .*3 files; built in /);
  expect(output).toMatch(/ {2}beside python\/: .* 3 files/);
  expect(output).not.toMatch(/warning|note/);
}, 60_000);

const obstacle = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' });
const whereItRuns = obstacle === undefined ? it : it.skip;
const because = obstacle === undefined ? '' : ` (NOT CHECKED HERE: ${obstacle})`;

whereItRuns(
  `a function calls its programs, reads its data, and its extension starts${because}`,
  async () => {
    for (const executor of ['layer:verify', 'layer:publish']) await succeed(executor, 'tools');
    for (const executor of ['lambda:build', 'lambda:deploy', 'lambda:smoke'])
      await succeed(executor, 'caller');
  },
  120_000,
);
