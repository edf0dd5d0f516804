import * as sdk from '@aws-sdk/client-lambda';
import { route } from './router.ts';
import { operationRoutes } from '../api/operations.ts';

interface ModelledOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

/** Reads the operations of the SDK's API model: [9, namespace, name, { http: [method, path, …] }, …]. */
const modelled = (): readonly ModelledOperation[] =>
  Object.values(sdk).flatMap((value: unknown) => {
    if (!Array.isArray(value) || value[0] !== 9) return [];
    const [, , name, traits] = value as [number, string, string, { readonly http: [string, string] }];
    return [{ name, method: traits.http[0], path: traits.http[1] }];
  });

it('the API model of the SDK is found', () => {
  expect(modelled().length).toBeGreaterThan(60);
});

it.each(modelled())('$method $path is $name', ({ name, method, path }) => {
  const url = new URL(path.replaceAll(/\{[^}]+\}/g, 'value'), 'http://127.0.0.1');
  expect(route(method, url, operationRoutes)?.operation).toBe(name);
});

it('the table has no duplicates', () => {
  const rows = operationRoutes.map(({ method, path, query }) => [method, path, query?.join('=')].join(' '));
  expect(new Set(rows).size).toBe(rows.length);
});
