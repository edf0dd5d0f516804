import { isLayerkitError } from '@layerkit/failure';
import { connectLambda } from '../src/aws.ts';

// Sends one request. Prints its error as JSON, or {} if it succeeds.
const ask = async (): Promise<object> => {
  try {
    const { layers } = await connectLambda();
    await layers.get('deps', 1);
    return {};
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    const { code, message, hint } = error;
    return { code, message, hint };
  }
};

process.stdout.write(JSON.stringify(await ask()));
