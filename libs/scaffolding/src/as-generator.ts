import { formattingErrors } from '@layerkit/failure';
import { formatFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { writeWaitingFiles } from './unformatted-files.ts';

/** Runs once the files are on disk. Nx skips it in a dry run. */
type Afterwards = GeneratorCallback | undefined;

/**
 * Returns a generator that Nx can call. It formats the written files like the rest of the workspace, reports
 * an error of layerkit with its problems and hint, and says if there was nothing to do.
 */
export const asGenerator =
  <Options>(
    write: (tree: Tree, options: Options) => Afterwards | Promise<Afterwards>,
    say: (line: string) => void = (line) => logger.info(line),
  ) =>
  async (tree: Tree, options: Options): Promise<GeneratorCallback> => {
    const before = changesIn(tree);
    const afterwards = await formattingErrors(() => write(tree, options));
    await formatFiles(tree);
    writeWaitingFiles(tree);
    if (changesIn(tree) === before) say('Nothing to do: the workspace already has all of this.');
    return async () => {
      await formattingErrors(async () => afterwards?.());
    };
  };

const changesIn = (tree: Tree): string =>
  JSON.stringify(
    tree.listChanges().map(({ type, path, content }) => [type, path, content?.toString('utf8')]),
  );
