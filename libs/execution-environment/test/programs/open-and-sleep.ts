import { openEnvironment, type EnvironmentOptions } from '../../src/environment/open-environment.ts';

// Opens an environment with the options given as JSON and runs a Python that sleeps in it. The second argument
// is put on that Python’s command line.

const [, , options = '', word = ''] = process.argv;
const environment = await openEnvironment(JSON.parse(options) as EnvironmentOptions);
const program = 'import sys, time; open(sys.argv[2], "w"); time.sleep(60)';
environment.spawn(['-c', program, word, `${environment.paths.tmp}/running`]);
