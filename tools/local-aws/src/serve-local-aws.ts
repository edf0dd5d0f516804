import { existsSync, readdirSync } from 'node:fs';
import { printableLine } from '@layerkit/failure';
import { startLocalLambda, type RequestReport } from '@layerkit/local-lambda';
import { localAwsVariables } from './child-environment.ts';
import type { Place } from './command-line.ts';
import { onSignals } from './signals.ts';

/** Serves a local AWS until a signal ends it, and prints how to connect. */
export const serveLocalAws = async (place: Place): Promise<number> => {
  const local = await startLocalLambda({
    ...place,
    onRequest: (report) => process.stderr.write(`${printableLine(requestLine(report))}\n`),
  });
  const ended = new Promise<void>((resolve) => {
    onSignals(() => resolve());
  });
  process.stdout.write(`${howToConnect(local.endpoint, place).map(printableLine).join('\n')}\n`);
  await ended;
  await local.close();
  return 0;
};

const howToConnect = (endpoint: string, place: Place): readonly string[] => {
  const set = process.platform === 'win32' ? powerShellLine : shellLine;
  return [
    `# Local AWS on ${endpoint}, state in ${place.stateDirectory}. Stop it with Ctrl+C.`,
    `# ${runtimePackages(place.runtimeClient)}`,
    '# To connect, run:',
    ...Object.entries(localAwsVariables({ endpoint, region: place.region })).map(([name, value]) =>
      set(name, value),
    ),
  ];
};

/** Says which packages functions find in the runtime. Their versions on AWS differ by region and date. */
const runtimePackages = (folder: string): string => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const versions = names.flatMap((name) => {
    const [, project, version] = /^(boto3|botocore|urllib3)-([\d.]+)\.dist-info$/.exec(name) ?? [];
    return version === undefined ? [] : [`${project} ${version}`];
  });
  return versions.length === 0
    ? 'Functions find no AWS SDK in the runtime, unlike on AWS.'
    : `Functions find ${versions.sort().join(', ')} and more in the runtime; AWS has other versions of them.`;
};

const shellLine = (name: string, value: string): string => `export ${name}=${value}`;
const powerShellLine = (name: string, value: string): string => `$env:${name} = '${value}'`;

const requestLine = (report: RequestReport): string =>
  [
    report.operation ?? `${report.method} ${report.path}`,
    report.status,
    ...(report.errorType === undefined ? [] : [report.errorType]),
    `${Math.round(report.milliseconds)} ms`,
  ].join(' ');
