import type { Executor } from './executor.ts';

/** The executors of @layerkit/lambda, in the order in which they run. */
export const lambdaExecutors = {
  lock: {
    description: "Locks the function's own requirements.",
    needs: 'requirements',
    target: { cache: false },
  },
  build: {
    description: "Builds function.zip and manifest.json from the function's own code and packages.",
    target: {
      cache: true,
      inputs: ['layerkit', '^layerkit', { externalDependencies: ['@layerkit/lambda'] }],
      outputs: [
        '{workspaceRoot}/dist/{projectRoot}/*/function.zip',
        '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
      ],
    },
  },
  inspect: {
    description:
      'Reports what the function and its layers do to one another as Lambda merges them. Fails if a finding is an error.',
    target: { cache: false, dependsOn: ['build', { target: 'build', dependencies: true }] },
  },
  deploy: {
    description:
      'Creates or updates the function and attaches the published versions of its layers, in order.',
    target: {
      cache: false,
      dependsOn: ['build', { target: 'publish', dependencies: true, params: 'forward' }],
    },
  },
  smoke: {
    description:
      'Invokes the deployed function and checks its response, log and figures against function.json.',
    target: { cache: false, dependsOn: [{ target: 'deploy', params: 'forward' }] },
  },
} satisfies Readonly<Record<string, Executor>>;
