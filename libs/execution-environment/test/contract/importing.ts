import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Interpreter } from '../../src/interpreter/interpreter.ts';
import { askPython } from '../run-in.ts';
import { printing, type Contract } from './contract.ts';

/** What can be imported, and from where. */
export const describeImporting = (contract: Contract, interpreter: Interpreter): void => {
  const { environment, separate, version } = contract;
  const names = (...modules: string[]) =>
    askPython(environment(), printing('[__import__(n, fromlist=["x"]).NAME for n in sys.argv[1:]]'), {
      args: modules,
    });

  it('imports a package that is split over two layers', async () => {
    expect(await names('split.one', 'split.two')).toEqual(['first layer', 'second layer']);
  });

  it('lets a later layer override an earlier one, and the function both', async () => {
    expect(await names('twice', 'mine', 'deep')).toEqual(['second layer', 'function', 'deep']);
  });

  it('has sys.path in Lambda’s order', async () => {
    const { task, opt, runtime } = environment().paths;
    const packages = join(opt, `python/lib/python${version}/site-packages`);
    const path = await askPython(environment(), printing('sys.path[:4]'));
    expect(path).toEqual([task, packages, join(opt, 'python'), runtime]);
  });

  it('honours .pth files of a layer', async () => {
    const path = await askPython(environment(), printing('[from_pth, "/opt/elsewhere" in sys.path]'));
    expect(path).toEqual([1, separate]);
  });

  it('takes the layers off sys.path for a function with its own PYTHONPATH', async () => {
    const { task, opt } = environment().paths;
    const own = join(opt, 'elsewhere');
    const env = { PYTHONPATH: own };
    const answer = await askPython(environment(), printing('[sys.path, os.environ["PYTHONPATH"]]'), { env });
    expect(answer).toEqual([expect.arrayContaining([task, own]), own]);
    expect(JSON.stringify(answer)).not.toContain(join(opt, 'python'));
  });

  it('imports nothing that is installed beside the interpreter', async () => {
    const folders = interpreter.sitePackages.filter((path) => existsSync(path));
    const beside = folders.flatMap((path) => readdirSync(path)).filter((name) => /^[a-z]+$/.test(name));
    const args = [...new Set([...beside, 'pip', 'setuptools', '_distutils_hack'])];
    const answer = await askPython(environment(), printing('[error("import " + n) for n in sys.argv[1:]]'), {
      args,
    });
    expect(answer).toEqual(args.map(() => 'ModuleNotFoundError'));
  });

  it('has what site gives every program', async () => {
    expect(await askPython(environment(), printing('error("exit; quit; help; copyright")'))).toBeNull();
  });
};
