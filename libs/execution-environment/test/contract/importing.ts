import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Interpreter } from '../../src/interpreter/interpreter.ts';
import { askPython } from '../run-in.ts';
import { printing, type Contract } from './contract.ts';

/** Tests of the modules that can be imported, and of their order. */
export const describeImporting = (contract: Contract, interpreter: Interpreter): void => {
  const { environment, separate, version } = contract;
  const names = (...modules: string[]) =>
    askPython(environment(), printing('[__import__(n, fromlist=["x"]).NAME for n in sys.argv[1:]]'), {
      args: modules,
    });

  it('imports a package that is split over two layers', async () => {
    expect(await names('split.one', 'split.two')).toEqual(['first layer', 'second layer']);
  });

  it('a later layer overrides an earlier one, and the function overrides both', async () => {
    expect(await names('twice', 'mine', 'deep')).toEqual(['second layer', 'function', 'deep']);
  });

  it('sys.path has Lambda’s order', async () => {
    const { task, opt, runtime } = environment().paths;
    const packages = join(opt, `python/lib/python${version}/site-packages`);
    const path = await askPython(environment(), printing('sys.path[:4]'));
    expect(path).toEqual([task, packages, join(opt, 'python'), runtime]);
  });

  it('.pth files of a layer are processed', async () => {
    const path = await askPython(environment(), printing('[from_pth, "/opt/elsewhere" in sys.path]'));
    expect(path).toEqual([1, separate]);
  });

  it('a function’s own PYTHONPATH removes the layers from sys.path', async () => {
    const { task, opt } = environment().paths;
    const own = join(opt, 'elsewhere');
    const env = { PYTHONPATH: own };
    const answer = await askPython(environment(), printing('[sys.path, os.environ["PYTHONPATH"]]'), { env });
    expect(answer).toEqual([expect.arrayContaining([task, own]), own]);
    expect(JSON.stringify(answer)).not.toContain(join(opt, 'python'));
  });

  it('packages installed next to the interpreter can’t be imported', async () => {
    const folders = interpreter.sitePackages.filter((path) => existsSync(path));
    const beside = folders.flatMap((path) => readdirSync(path)).filter((name) => /^[a-z]+$/.test(name));
    const args = [...new Set([...beside, 'pip', 'setuptools', '_distutils_hack'])];
    const answer = await askPython(environment(), printing('[error("import " + n) for n in sys.argv[1:]]'), {
      args,
    });
    expect(answer).toEqual(args.map(() => 'ModuleNotFoundError'));
  });

  it('has the builtins that site adds', async () => {
    expect(await askPython(environment(), printing('error("exit; quit; help; copyright")'))).toBeNull();
  });
};
