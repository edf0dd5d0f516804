import { operationRoutes } from '../api/operations.ts';
import { route } from './router.ts';

const find = (method: string, path: string) =>
  route(method, new URL(path, 'http://127.0.0.1'), operationRoutes);

it('members of the path are decoded', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:name';
  expect(find('GET', `/2015-03-31/functions/${encodeURIComponent(arn)}`)).toEqual({
    operation: 'GetFunction',
    pathMembers: { FunctionName: arn },
  });
});

it('a slash after the last segment changes nothing', () => {
  expect(find('GET', '/2015-03-31/functions/')?.operation).toBe('ListFunctions');
});

it('a query may tell two operations of one path apart', () => {
  expect(find('GET', '/2018-10-31/layers?find=LayerVersion&Arn=x')?.operation).toBe('GetLayerVersionByArn');
  expect(find('GET', '/2018-10-31/layers?find=other')?.operation).toBe('ListLayers');
});

it('a name that is not there is no operation', () => {
  expect(find('GET', '/2015-03-31/functions//configuration')).toBeUndefined();
  expect(find('GET', '/2015-03-31/functions/a/b/c')).toBeUndefined();
});

it('what can’t be decoded stays as it is', () => {
  expect(find('GET', '/2015-03-31/functions/%zz')?.pathMembers).toEqual({ FunctionName: '%zz' });
});
