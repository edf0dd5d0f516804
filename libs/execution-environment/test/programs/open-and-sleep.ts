import { openEnvironment, type EnvironmentOptions } from '../../src/environment/open-environment.ts';

// Opens an environment with the options given as JSON and lets Python sleep in it, with a word on its command
// line.

const [, , options = '', word = ''] = process.argv;
const environment = await openEnvironment(JSON.parse(options) as EnvironmentOptions);
const program = 'import sys, time; open(sys.argv[2], "w"); time.sleep(60)';
environment.spawn(['-c', program, word, `${environment.paths.tmp}/running`]);
