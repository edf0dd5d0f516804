import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
} from '@aws-sdk/client-lambda';
import { refusalOf, type SeenRefusal } from '../support/refusal-of.ts';
import { plainFunction, underTest } from './contract.ts';
import { invalid, notFound, unsatisfied, validation } from './expected-refusals.ts';

const region = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}';
const before = `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${region}:)?(\\d{12}:)?(function:)?`;
/** AWS's constraints on the name of a new function, of an existing one, and on a qualifier. */
const forNew = `satisfy regular expression pattern: ${before}([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`;
const forExisting = `satisfy regular expression pattern: ${before}([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`;
const forQualifier = 'satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+';

const long = 'a'.repeat(129);

const create = async (FunctionName: string): Promise<SeenRefusal> =>
  refusalOf(underTest().client.send(new CreateFunctionCommand(await plainFunction(FunctionName))));
const get = (FunctionName: string, Qualifier?: string): Promise<SeenRefusal> =>
  refusalOf(underTest().client.send(new GetFunctionCommand({ FunctionName, Qualifier })));
const configuration = (FunctionName: string): Promise<SeenRefusal> =>
  refusalOf(underTest().client.send(new GetFunctionConfigurationCommand({ FunctionName })));
const remove = (FunctionName: string, Qualifier?: string): Promise<SeenRefusal> =>
  refusalOf(underTest().client.send(new DeleteFunctionCommand({ FunctionName, Qualifier })));
const invoke = (FunctionName: string, Qualifier?: string): Promise<SeenRefusal> =>
  refusalOf(underTest().client.send(new InvokeCommand({ FunctionName, Qualifier })));

/** The full ARN up to the name, in this account and region. In the tables of names, `…` stands for it. */
const ownArn = (): string => `arn:aws:lambda:${underTest().region}:${underTest().account}:function`;
const spelled = (name: string): string => name.replace('…', ownArn());

// AWS's refusals of names (recorded 2024-08 and 2025-11).
describe('names of functions', () => {
  it.each([
    ['a star', '*'],
    ['an exclamation mark in the name', 'my-function!'],
    ['an exclamation mark in the qualifier', 'my-function:invalid!'],
    ['two qualifiers', '…:my-function:1:2'],
    ['$LATEST and a version', '…:my-function:$LATEST:1'],
    ['$latest', '…:my-function:$latest'],
    ['$LATES', '…:my-function:$LATES'],
    ['an ARN of another service', 'arn:aws:ec2:us-east-1:111111111111:instance:i-1234567890abcdef0'],
    ['an ARN without an account', 'arn:aws:lambda:us-east-1::function:my-function'],
    ['an ARN without a region', 'arn:aws:lambda::111111111111:function:my-function'],
    ['a partial ARN with two qualifiers', 'function:my-function:$LATEST:extra'],
    ['an invalid account', 'invalid-account:function:my-function'],
    ['an invalid first part', 'invalid:function:name'],
  ])('%s is refused for a new function', async (_what, written) => {
    const name = spelled(written);
    expect(await create(name)).toEqual(validation(unsatisfied(name, 'functionName', forNew)));
  });

  it.each([
    ['a star', '*'],
    ['an exclamation mark in the name', 'my-function!'],
    ['two qualifiers', '…:my-function:1:2'],
    ['$LATES', '…:my-function:$LATES'],
    ['an ARN of another service', 'arn:aws:ec2:us-east-1:111111111111:instance:i-1234567890abcdef0'],
    ['an ARN without an account', 'arn:aws:lambda:us-east-1::function:my-function'],
    ['an ARN without a region', 'arn:aws:lambda::111111111111:function:my-function'],
    ['a partial ARN with two qualifiers', 'function:my-function:$LATEST:extra'],
    ['an invalid account', 'invalid-account:function:my-function'],
    ['an at sign', 'arn:aws:lambda:us-east-1:123400000000@function:myfn'],
  ])('%s is refused for an existing function', async (_what, written) => {
    const name = spelled(written);
    const expected = validation(unsatisfied(name, 'functionName', forExisting));
    for (const operation of [get, remove, invoke]) expect(await operation(name)).toEqual(expected);
  });

  it('a name that is too long is refused, together with its other errors', async () => {
    const name = `arn:aws:lambda:invalid-region:111111111111:function:my-function-${long}`;
    expect(await create(`my-function:${long}`)).toEqual(
      validation(unsatisfied(`my-function:${long}`, 'functionName', 'have length less than or equal to 140')),
    );
    expect(await create(name)).toEqual(
      validation(
        unsatisfied(name, 'functionName', 'have length less than or equal to 140'),
        unsatisfied(name, 'functionName', forNew),
      ),
    );
    const expected = validation(
      unsatisfied(long, 'qualifier', 'have length less than or equal to 128'),
      unsatisfied(name, 'functionName', forExisting),
    );
    for (const operation of [get, remove, invoke]) expect(await operation(name, long)).toEqual(expected);
  });

  it('invalid and contradicting qualifiers are refused', async () => {
    const tooLong = validation(unsatisfied(long, 'qualifier', 'have length less than or equal to 128'));
    const marked = validation(unsatisfied('invalid!', 'qualifier', forQualifier));
    const different = invalid(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
    for (const operation of [get, remove, invoke]) {
      expect(await operation('my-function', long)).toEqual(tooLong);
      expect(await operation('my-function', 'invalid!')).toEqual(marked);
      expect(await operation(`${ownArn()}:my-function:$LATEST`, '1')).toEqual(different);
    }
  });

  it('a missing function or qualifier is not found', async () => {
    const missing = (what: string): SeenRefusal => notFound(`Function not found: ${ownArn()}:${what}`);
    const alias = 'a'.repeat(65);
    for (const operation of [get, invoke]) {
      expect(await operation('my-function', '$latest')).toEqual(missing('my-function:$latest'));
      expect(await operation('my-function', alias)).toEqual(missing(`my-function:${alias}`));
    }
    expect(await remove('my-function', '$latest')).toEqual(missing('my-function'));
    expect(await remove('my-function', '1')).toEqual(missing('my-function'));
    expect(await remove('my-function', alias)).toEqual(
      invalid('Deletion of aliases is not currently supported.'),
    );
  });

  it('an existing function can’t have a name of 65 characters, so it is not found', async () => {
    const name = 'a'.repeat(65);
    const missing = (what: string): SeenRefusal => notFound(`Function not found: ${ownArn()}:${what}`);
    for (const written of [name, `function:${name}`, `${ownArn()}:${name}`]) {
      for (const operation of [get, configuration, remove])
        expect(await operation(written)).toEqual(missing(name));
      expect(await invoke(written)).toEqual(missing(`${name}:$LATEST`));
    }
    for (const operation of [get, configuration, invoke])
      expect(await operation(`${ownArn()}:${name}:1`)).toEqual(missing(`${name}:1`));
    expect(await get(name, '1')).toEqual(missing(`${name}:1`));
  });

  it('in an ARN without a name, “function” is the name of the function', async () => {
    const missing = (what: string): SeenRefusal => notFound(`Function not found: ${ownArn()}:${what}`);
    expect(await get(ownArn())).toEqual(missing('function'));
    expect(await remove(ownArn())).toEqual(missing('function'));
    expect(await invoke(ownArn())).toEqual(missing('function:$LATEST'));
  });
});
