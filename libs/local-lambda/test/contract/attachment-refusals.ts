import { CreateFunctionCommand, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { refusalOf, type SeenRefusal } from '../support/refusal-of.ts';
import { codeZip, layerZip, plainFunction, underTest, uniqueName } from './contract.ts';
import { invalid, layerVersionPattern, unsatisfied, validation } from './expected-refusals.ts';

const publish = async (name: string): Promise<string> => {
  const request = { LayerName: name, Content: { ZipFile: await layerZip() } };
  return (await underTest().client.send(new PublishLayerVersionCommand(request))).LayerVersionArn ?? '';
};
const create = async (Layers: string[], name = uniqueName('function')): Promise<SeenRefusal> => {
  const plain = await plainFunction(name);
  const request = { ...plain, Code: { ZipFile: await codeZip() }, Layers };
  return refusalOf(underTest().client.send(new CreateFunctionCommand(request)));
};
const sameLayer = (one: string, other: string): SeenRefusal =>
  invalid(
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${one} and ${other} are versions of the same layer.`,
  );
const constraintOfLayers = `satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${layerVersionPattern}, Member must not be null]`;

// AWS's refusals of the layers of a function (recorded 2025-11).
describe('refusals of attached layers', () => {
  it('six layers are refused', async () => {
    const arns: string[] = [];
    for (let count = 0; count < 6; count += 1) arns.push(await publish(uniqueName('layer')));
    expect(await create(arns)).toEqual(invalid('Cannot reference more than 5 layers.'));
  });

  it('two versions of one layer, or one version twice, are refused', async () => {
    const name = uniqueName('layer');
    const [first, second] = [await publish(name), await publish(name)];
    expect(await create([first, second])).toEqual(sameLayer(first, second));
    expect(await create([first, first])).toEqual(sameLayer(first, first));
  });

  it('a missing version is refused, whether its layer exists or not', async () => {
    const arn = await publish(uniqueName('layer'));
    const missing = arn.replace(/:1$/, ':9');
    expect(await create([missing])).toEqual(invalid(`Layer version ${missing} does not exist.`));
    const unknown = arn.replace(/layer:.*$/, 'layer:doesnotexist:1');
    expect(await create([unknown])).toEqual(invalid(`Layer version ${unknown} does not exist.`));
  });

  it('an ARN may have 2048 characters, and not one more', async () => {
    const { region, account } = underTest();
    const arnOf = (length: number): string => {
      const [start, end] = [`arn:aws:lambda:${region}:${account}:layer:`, ':1'];
      return `${start}${'n'.repeat(length - start.length - end.length)}${end}`;
    };
    expect(await create([arnOf(2048)])).toEqual(invalid(`Layer version ${arnOf(2048)} does not exist.`));
    expect(await create([arnOf(2049)])).toEqual(
      validation(unsatisfied(`[${arnOf(2049)}]`, 'layers', constraintOfLayers)),
    );
  });

  it('a layer of another region is refused', async () => {
    const arn = await publish(uniqueName('layer'));
    const { region: own } = underTest();
    const elsewhere = arn.replace(`:${own}:`, ':ap-southeast-1:');
    const expected = invalid(
      `Layers are not in the same region as the function. Layers are expected to be in region ${own}.`,
    );
    const name = uniqueName('function');
    expect(await create([elsewhere], name)).toEqual(expected);
    await underTest().client.send(new CreateFunctionCommand(await plainFunction(name)));
    // AWS checks the layers before the name (recorded 2025-11).
    expect(await create([elsewhere], name)).toEqual(expected);
  });

  it('an ARN without a version is refused', async () => {
    const arn = (await publish(uniqueName('layer'))).replace(/:1$/, '');
    expect(await create([arn])).toEqual(validation(unsatisfied(`[${arn}]`, 'layers', constraintOfLayers)));
  });
});
