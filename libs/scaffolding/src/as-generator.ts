import { formatFailure, isLayerkitError } from '@layerkit/failure';
import { formatFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';

/** What is done once the files are on disk; Nx leaves it out in a dry run. */
type Afterwards = GeneratorCallback | undefined;

/**
 * A generator as Nx calls it: what it wrote is formatted as the workspace formats, an error of layerkit is
 * its code, message, problems and hint, and where nothing had to be done, that is said.
 */
export const asGenerator =
  <Options>(
    write: (tree: Tree, options: Options) => Afterwards | Promise<Afterwards>,
    say: (line: string) => void = (line) => logger.info(line),
  ) =>
  async (tree: Tree, options: Options): Promise<GeneratorCallback> => {
    const before = changesIn(tree);
    const afterwards = await speaking(() => write(tree, options));
    await formatFiles(tree);
    if (changesIn(tree) === before) say('Nothing to do: the workspace has all of this already.');
    return async () => {
      await speaking(async () => afterwards?.());
    };
  };

const changesIn = (tree: Tree): string =>
  JSON.stringify(
    tree.listChanges().map(({ type, path, content }) => [type, path, content?.toString('utf8')]),
  );

/** Nx prints nothing but the message. */
const speaking = async <Result>(run: () => Result | Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    throw new Error(formatFailure(error), { cause: error });
  }
};
