import { startLocalLambda } from '../../src/index.ts';

// Starts a server on the folder named in its arguments, for another process to kill, and prints its endpoint.

const [, , stateDirectory = ''] = process.argv;
const { endpoint } = await startLocalLambda({ stateDirectory, runtimeClient: 'none' });
process.stdout.write(endpoint);
