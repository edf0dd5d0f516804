import { openEnvironment, type EnvironmentOptions } from '../../src/environment/open-environment.ts';

// Opens an environment with the options given as JSON, runs Python in it, and prints the result.

const environment = await openEnvironment(JSON.parse(process.argv[2] ?? '') as EnvironmentOptions);
const { exited } = environment.spawn(['-c', 'pass']);
const { isolation, limitations } = environment;
console.log(JSON.stringify({ isolation, limitations, exit: await exited }));
await environment.close();
