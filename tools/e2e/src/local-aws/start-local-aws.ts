import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalLambda } from '@layerkit/local-lambda';
import { connectLambda, type LambdaConnection } from '@layerkit/publishing/aws';
import { localAwsVariables } from '../../../local-aws/src/child-environment.ts';
import { workspaceRoot } from '../workspace/copy-workspace.ts';

export interface LocalAws {
  /** The variables that make the executors, and any AWS SDK, use it. */
  readonly env: Readonly<Record<string, string>>;
  readonly lambda: LambdaConnection;
  stop(): Promise<void>;
}

/** Starts a local AWS for this test: empty, on a free port, deleted afterwards. */
export const startLocalAws = async (): Promise<LocalAws> => {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'layerkit-local-aws-'));
  const runtimeClient = join(workspaceRoot, '.layerkit', 'python-tools', 'runtime-client');
  const { endpoint, close } = await startLocalLambda({ stateDirectory, runtimeClient });
  const env = localAwsVariables({ endpoint, region: 'eu-central-1' });
  return {
    env,
    lambda: await connectLambda({ env }),
    stop: async () => {
      await close();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
};
