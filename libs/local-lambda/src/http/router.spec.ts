import { operationRoutes } from '../api/operations.ts';
import { route } from './router.ts';

const find = (method: string, path: string) =>
  route(method, new URL(path, 'http://127.0.0.1'), operationRoutes);

it('members in the path are decoded', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:name';
  expect(find('GET', `/2015-03-31/functions/${encodeURIComponent(arn)}`)).toEqual({
    operation: 'GetFunction',
    pathMembers: { FunctionName: arn },
  });
});

it('a trailing slash has no effect', () => {
  expect(find('GET', '/2015-03-31/functions/')?.operation).toBe('ListFunctions');
});

it('a query distinguishes two operations with the same path', () => {
  expect(find('GET', '/2018-10-31/layers?find=LayerVersion&Arn=x')?.operation).toBe('GetLayerVersionByArn');
  expect(find('GET', '/2018-10-31/layers?find=other')?.operation).toBe('ListLayers');
});

it('a path with an empty name, or with too many segments, matches no operation', () => {
  expect(find('GET', '/2015-03-31/functions//configuration')).toBeUndefined();
  expect(find('GET', '/2015-03-31/functions/a/b/c')).toBeUndefined();
});

it('a segment that can’t be decoded stays unchanged', () => {
  expect(find('GET', '/2015-03-31/functions/%zz')?.pathMembers).toEqual({ FunctionName: '%zz' });
});
