import { startLocalLambda } from '../../src/index.ts';

// Starts a server on the folder in its first argument and prints its endpoint. Another process kills it.

const [, , stateDirectory = ''] = process.argv;
const { endpoint } = await startLocalLambda({ stateDirectory, runtimeClient: 'none' });
process.stdout.write(endpoint);
