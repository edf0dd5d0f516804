import * as sdk from '@aws-sdk/client-lambda';
import { route } from './router.ts';
import { operationRoutes } from '../api/operations.ts';

interface ModelledOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

/**
 * The operations of the API model that the SDK carries: [9, namespace, name, { http: [method, path, …] }, …].
 */
const modelled = (): readonly ModelledOperation[] =>
  Object.values(sdk).flatMap((value: unknown) => {
    if (!Array.isArray(value) || value[0] !== 9) return [];
    const [, , name, traits] = value as [number, string, string, { readonly http: [string, string] }];
    return [{ name, method: traits.http[0], path: traits.http[1] }];
  });

it('the SDK’s model was found', () => {
  expect(modelled().length).toBeGreaterThan(60);
});

it.each(modelled())('$method $path is $name', ({ name, method, path }) => {
  const url = new URL(path.replaceAll(/\{[^}]+\}/g, 'value'), 'http://127.0.0.1');
  expect(route(method, url, operationRoutes)?.operation).toBe(name);
});

it('nothing stands in the table twice', () => {
  const rows = operationRoutes.map(({ method, path, query }) => [method, path, query?.join('=')].join(' '));
  expect(new Set(rows).size).toBe(rows.length);
});
