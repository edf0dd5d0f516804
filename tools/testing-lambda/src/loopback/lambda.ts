import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLayerkitError, messageOf } from '@layerkit/failure';
import { inMemoryLambda } from '../in-memory/lambda.ts';
import { createOf, functionOf, layerOf, changesOf, zipOf, type Fields } from './shapes.ts';
import { sendError, startLoopback } from './server.ts';
import type { WriteOutcome } from '@layerkit/publishing/functions';

/**
 * Serves Lambda’s REST API in front of the ports in memory, in the form of real answers: paths, fields,
 * headers, pages of 50. It only translates, so that the contract can test the AWS adapter.
 */
export const startLoopbackLambda = async () => {
  const lambda = inMemoryLambda();
  const server = await startLoopback(async (request, body, response) => {
    const url = new URL(request.url ?? '', 'http://loopback');
    const [, , , encoded = '', ...rest] = url.pathname.split('/');
    const name = decodeURIComponent(encoded);
    const path = url.pathname
      .replace(name === '' ? /\/$/ : `/${encoded}`, name === '' ? '' : '/NAME')
      .replace(/\/\d+$/, '/N');
    const find = url.searchParams.has('find') ? '?find' : '';
    const handle = routes[`${request.method ?? ''} ${path}${find}`];
    try {
      if (handle === undefined) throw new Error(`no such operation here: ${request.method ?? ''} ${path}`);
      await handle({ lambda, name, number: Number(rest[1]), url, request, body, response });
    } catch (error) {
      refuse(response, error);
    }
  });
  return { ...server, lambda };
};

interface Exchange {
  readonly lambda: ReturnType<typeof inMemoryLambda>;
  readonly name: string;
  readonly number: number;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

const routes: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> = {
  'GET /2018-10-31/layers/NAME/versions': async ({ lambda, name, url, response }) => {
    const versions = [];
    for await (const version of lambda.layers.list(name)) versions.push(layerOf(version));
    sendPage(response, url, { LayerVersions: versions });
  },
  'GET /2018-10-31/layers/NAME/versions/N': async ({ lambda, name, number, response }) => {
    const found = await lambda.layers.get(name, number);
    if (found === undefined)
      throw new Error('ResourceNotFoundException: The resource you requested does not exist.');
    send(response, 200, layerOf(found));
  },
  'GET /2018-10-31/layers?find': async ({ lambda, url, response }) => {
    const found = await lambda.layers.getByArn(url.searchParams.get('Arn') ?? '');
    if (found === undefined)
      throw new Error('ResourceNotFoundException: The resource you requested does not exist.');
    send(response, 200, layerOf(found));
  },
  'POST /2018-10-31/layers/NAME/versions': async ({ lambda, name, body, response }) => {
    const fields = fieldsOf(body);
    const published = await lambda.layers.publish({
      layerName: name,
      description: fields.Description ?? '',
      runtimes: fields.CompatibleRuntimes ?? [],
      architectures: fields.CompatibleArchitectures ?? [],
      zip: zipOf(fields.Content?.ZipFile),
    });
    send(response, 201, layerOf(published));
  },
  'GET /2018-10-31/layers': async ({ lambda, url, response }) => {
    const layers = [];
    for await (const layer of lambda.temporary.listLayers())
      layers.push({
        LayerName: layer.layerName,
        LatestMatchingVersion: { Version: layer.version, Description: layer.description },
      });
    sendPage(response, url, { Layers: layers });
  },
  'DELETE /2018-10-31/layers/NAME/versions/N': async ({ lambda, name, number, response }) => {
    await lambda.temporary.deleteLayerVersion(name, number);
    response.writeHead(204).end();
  },
  'GET /2015-03-31/functions': async ({ lambda, url, response }) => {
    const functions = [...lambda.stored.values()].map(({ state }) => functionOf(state));
    sendPage(response, url, { Functions: functions });
    await Promise.resolve();
  },
  'DELETE /2015-03-31/functions/NAME': async ({ lambda, name, response }) => {
    found(name, lambda.stored.get(name));
    await lambda.temporary.deleteFunction(name);
    response.writeHead(204).end();
  },
  'GET /2015-03-31/functions/NAME': async ({ lambda, name, response }) => {
    const state = found(name, await lambda.functions.get(name));
    send(response, 200, {
      Configuration: functionOf(state),
      Code: { RepositoryType: 'S3', Location: 'https://…' },
      ...(state.reservedConcurrency === null
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: state.reservedConcurrency } }),
      ...(state.tags === undefined || Object.keys(state.tags).length === 0 ? {} : { Tags: state.tags }),
    });
  },
  'POST /2015-03-31/functions': async ({ lambda, body, response }) => {
    const request = createOf(fieldsOf(body));
    const outcome = await lambda.functions.create(request);
    sendOutcome(response, 201, { lambda, name: request.functionName, outcome });
  },
  'PUT /2015-03-31/functions/NAME/code': async ({ lambda, name, body, response }) => {
    const fields = fieldsOf(body);
    const about = { functionName: name, revisionId: fields.RevisionId ?? '', zip: zipOf(fields.ZipFile) };
    const architecture = fields.Architectures?.[0] ?? 'x86_64';
    const outcome = await lambda.functions.updateCode({ ...about, architecture });
    sendOutcome(response, 200, { lambda, name, outcome });
  },
  'PUT /2015-03-31/functions/NAME/configuration': async ({ lambda, name, body, response }) => {
    const fields = fieldsOf(body);
    const about = { functionName: name, revisionId: fields.RevisionId ?? '', changes: changesOf(fields) };
    sendOutcome(response, 200, {
      lambda,
      name,
      outcome: await lambda.functions.updateConfiguration(about),
    });
  },
  'PUT /2017-10-31/functions/NAME/concurrency': async ({ lambda, name, body, response }) => {
    const { ReservedConcurrentExecutions: executions = 0 } = fieldsOf(body);
    await lambda.functions.reserveConcurrency(name, executions);
    send(response, 200, { ReservedConcurrentExecutions: executions });
  },
  'DELETE /2017-10-31/functions/NAME/concurrency': async ({ lambda, name, response }) => {
    await lambda.functions.reserveConcurrency(name, null);
    response.writeHead(204).end();
  },
  'GET /2021-07-20/functions/NAME/runtime-management-config': async ({ lambda, name, response }) => {
    const { updateOn, version } = await lambda.functions.getRuntimeManagement(name);
    send(response, 200, { UpdateRuntimeOn: updateOn, RuntimeVersionArn: version });
  },
  'PUT /2021-07-20/functions/NAME/runtime-management-config': async ({ lambda, name, body, response }) => {
    const { UpdateRuntimeOn: updateOn = 'Auto', RuntimeVersionArn: version } = fieldsOf(body);
    const management = version === undefined ? { updateOn } : { updateOn, version };
    await lambda.functions.setRuntimeManagement(name, management);
    send(response, 200, { UpdateRuntimeOn: updateOn, RuntimeVersionArn: version });
  },
  'POST /2017-03-31/tags/NAME': async ({ lambda, name: arn, body, response }) => {
    await lambda.functions.updateTags({ arn, set: fieldsOf(body).Tags ?? {}, remove: [] });
    response.writeHead(204).end();
  },
  'DELETE /2017-03-31/tags/NAME': async ({ lambda, name: arn, url, response }) => {
    await lambda.functions.updateTags({ arn, set: {}, remove: url.searchParams.getAll('tagKeys') });
    response.writeHead(204).end();
  },
  'POST /2015-03-31/functions/NAME/invocations': async ({ lambda, name, request, body, response }) => {
    found(name, lambda.stored.get(name));
    const invoked = await lambda.invocation.invoke(name, JSON.parse(body.toString()));
    const tail = request.headers['x-amz-log-type'] === 'Tail' ? (invoked.logTail?.text ?? '') : '';
    response.writeHead(invoked.statusCode, {
      'x-amz-log-result': Buffer.from(tail).toString('base64'),
      ...(invoked.functionError === undefined ? {} : { 'x-amz-function-error': invoked.functionError }),
    });
    response.end(invoked.payload);
  },
};

const found = <T>(name: string, value: T | undefined): T => {
  if (value === undefined) throw new Error(`ResourceNotFoundException: Function not found: ${name}`);
  return value;
};

const fieldsOf = (body: Buffer): Fields => JSON.parse(body.toString()) as Fields;

const send = (response: ServerResponse, status: number, answer: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
};

/** Sends a page of fifty items of a list, with the marker of the next page. */
const sendPage = (
  response: ServerResponse,
  url: URL,
  lists: Readonly<Record<string, readonly object[]>>,
): void => {
  const from = Number(url.searchParams.get('Marker') ?? 0);
  const pages = Object.entries(lists).map(([name, items]) => [name, items.slice(from, from + 50)] as const);
  const more = Object.values(lists).some((items) => items.length > from + 50);
  send(response, 200, { ...Object.fromEntries(pages), NextMarker: more ? String(from + 50) : undefined });
};

const sendOutcome = (
  response: ServerResponse,
  status: number,
  { lambda, name, outcome }: Pick<Exchange, 'lambda' | 'name'> & { readonly outcome: WriteOutcome },
): void => {
  if (outcome.status === 'accepted')
    send(response, status, functionOf(found(name, lambda.stored.get(name)).state));
  else refuse(response, new Error(outcome.reason));
};

const statuses: Readonly<Record<string, number>> = {
  ResourceNotFoundException: 404,
  ResourceConflictException: 409,
  PreconditionFailedException: 412,
};

const refuse = (response: ServerResponse, error: unknown): void => {
  const text = messageOf(error);
  const [, name, message] = /^(\w+Exception): (.*)$/.exec(text) ?? [];
  const isDefect = name === undefined && !isLayerkitError(error);
  sendError(response, {
    status: isDefect ? 500 : (statuses[name ?? ''] ?? 400),
    name: isDefect ? 'ServiceException' : (name ?? 'InvalidParameterValueException'),
    message: message ?? text,
  });
};
