import { isLayerkitError } from '@layerkit/failure';
import { connectLambda } from '../src/index.ts';

// Prints the error that a first question ends with, as JSON; {} when there is an answer.
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
