import {
  CreateFunctionCommand,
  GetFunctionCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { refusalOf } from '../support/refusal-of.ts';
import { plainFunction, settledFunction, underTest, uniqueName } from './contract.ts';
import { invalid, notFound } from './expected-refusals.ts';

const create = async (Tags?: Record<string, string>) => {
  const name = uniqueName('function');
  await underTest().client.send(new CreateFunctionCommand({ ...(await plainFunction(name)), Tags }));
  return { name, arn: (await settledFunction(name)).FunctionArn ?? '' };
};
const tag = (Resource: string, Tags: Record<string, string>) =>
  underTest().client.send(new TagResourceCommand({ Resource, Tags }));
const untag = (Resource: string, ...TagKeys: string[]) =>
  underTest().client.send(new UntagResourceCommand({ Resource, TagKeys }));
const tagsOf = async (Resource: string) =>
  (await underTest().client.send(new ListTagsCommand({ Resource }))).Tags;

// API reference and developer guide, “Tags”.
describe('tags', () => {
  it('a function without tags has an empty list, and GetFunction has no Tags', async () => {
    const { name, arn } = await create();
    expect(await tagsOf(arn)).toEqual({});
    const found = await underTest().client.send(new GetFunctionCommand({ FunctionName: name }));
    expect(found).not.toHaveProperty('Tags');
  });

  it('tags are set at creation, added, replaced and removed', async () => {
    const { name, arn } = await create({ team: 'a', 'cost center': 'x/y' });
    expect((await tag(arn, { team: 'b', empty: '' })).$metadata.httpStatusCode).toBe(204);
    expect(await tagsOf(arn)).toEqual({ team: 'b', 'cost center': 'x/y', empty: '' });
    expect((await untag(arn, 'cost center', 'absent')).$metadata.httpStatusCode).toBe(204);
    const { Tags } = await underTest().client.send(new GetFunctionCommand({ FunctionName: name }));
    expect(Tags).toEqual({ team: 'b', empty: '' });
  });

  it('a request without tags is refused', async () => {
    const { arn } = await create();
    expect(await refusalOf(tag(arn, {}))).toEqual(
      invalid('An error occurred and the request cannot be processed.'),
    );
  });

  it('the 51st tag is refused', async () => {
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, '']));
    const { arn } = await create(fifty);
    expect(await refusalOf(tag(arn, { more: '' }))).toEqual(
      invalid('Number of tags exceeds resource tag limit.'),
    );
    expect(await tagsOf(arn)).toEqual(fifty);
  });

  it('versions have no tags, and neither have functions that do not exist', async () => {
    const { arn } = await create();
    expect(await refusalOf(tag(`${arn}:1`, { a: 'b' }))).toEqual(
      invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.'),
    );
    expect(await refusalOf(tag(`${arn}x`, { a: 'b' }))).toEqual(notFound(`Function not found: ${arn}x`));
  });
});
