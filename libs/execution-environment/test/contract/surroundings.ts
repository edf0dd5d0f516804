import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { askPython } from '../run-in.ts';
import { writeTree } from '@layerkit/testing-files';
import { printing, type Contract } from './contract.ts';

const { errno } = constants;

/** Tests of variables, files and the network. */
export const describeSurroundings = (contract: Contract): void => {
  describeVariables(contract);
  describeFiles(contract);
  describeNetwork(contract);
};

const describeVariables = ({ environment, separate, directory }: Contract): void => {
  it('has Lambda’s variables and none of the host’s', async () => {
    process.env['LAYERKIT_TEST_SECRET'] = 'secret';
    const found = await askPython(environment(), printing('sorted(set(os.environ) - {"LC_CTYPE"})'));
    const lambda = ['LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT', 'LANG', 'LD_LIBRARY_PATH', 'PATH', 'PWD'];
    const others = ['PYTHONPATH', 'SHLVL', ...(separate ? [] : ['TMPDIR']), 'TZ'];
    expect(found).toEqual([...lambda, ...others]);
  });

  it('has no credentials of the host, neither in variables nor in a home folder', async () => {
    const home = await writeTree(join(directory, 'home'), { '.aws/credentials': '[default]' });
    const before = process.env['HOME'];
    process.env['HOME'] = home;
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    const seen = printing(
      '[[n for n in os.environ if n.startswith("AWS_")]] + [os.path.exists(p) for p in sys.argv[1:]]',
    );
    const args = ['~/.aws', join(home, '.aws/credentials')];
    const code = `import os, sys\nsys.argv[1] = os.path.expanduser(sys.argv[1])\n${seen}`;
    const answer = await askPython(environment(), code, { args, env: { HOME: environment().paths.tmp } });
    process.env['HOME'] = before;
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    // In a relocated environment the host’s files are visible, and `limitations` reports it.
    expect(answer).toEqual([[], false, !separate]);
  });

  it('leaves out the variables that a command has as undefined', async () => {
    const env = { TZ: undefined, OWN: 'x' };
    const code = printing('["TZ" in os.environ, os.environ["OWN"]]');
    expect(await askPython(environment(), code, { env })).toEqual([false, 'x']);
  });

  it('passes arguments and variables unchanged', async () => {
    const args = [
      '',
      '--',
      '$(id)',
      '\'"\\',
      'a\nb',
      'ü\u{1F40D}',
      '*',
      '-c',
      '; exit 1',
      'x'.repeat(100_000),
    ];
    const env = Object.fromEntries(args.map((value, index) => [`NASTY_${index}`, value]));
    const code = printing('[sys.argv[1:], [os.environ["NASTY_%d" % i] for i in range(10)]]');
    expect(await askPython(environment(), code, { env, args })).toEqual([args, args]);
  });
};

const describeFiles = ({ environment, separate, trees }: Contract): void => {
  it('has its own /tmp, which is kept between processes', async () => {
    const { tmp } = environment().paths;
    const write = printing(
      '[tempfile.gettempdir(), open(os.path.join(tempfile.gettempdir(), "kept"), "w").close()]',
    );
    expect(await askPython(environment(), write)).toEqual([tmp, null]);
    expect(await askPython(environment(), printing('os.listdir(sys.argv[1])'), { args: [tmp] })).toContain(
      'kept',
    );
    expect(existsSync('/tmp/kept')).toBe(false);
  });

  it('writes do not reach the original layers and code', async () => {
    const { task, opt } = environment().paths;
    const args = [join(opt, 'elsewhere/pointed.py'), join(task, 'file.txt')];
    const write = printing("[error(\"open(%r, 'w').write('changed')\" % path) for path in sys.argv[1:]]");
    const answer = await askPython(environment(), write, { args });
    expect(answer).toEqual(separate ? ['OSError', 'OSError'] : [null, null]);
    expect(readFileSync(join(trees.task, 'file.txt'), 'utf8')).toBe('task');
    expect(readFileSync(join(trees.layers[1], 'elsewhere/pointed.py'), 'utf8')).toContain('NAME');
  });
};

const describeNetwork = ({ environment, separate, open }: Contract): void => {
  it('cuts the network off on request, or reports that it can’t', async () => {
    let arrived = 0;
    const server = createServer((socket) => {
      arrived += 1;
      socket.end();
    }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const address = server.address();
      const args = [String(typeof address === 'object' ? address?.port : 0)];
      const connect = printing('socket.socket().connect_ex(("127.0.0.1", int(sys.argv[1])))');
      const without = await open({ network: false });
      expect(await askPython(environment(), connect, { args })).toBe(0);
      expect(await askPython(without, connect, { args })).toBe(separate ? errno.ECONNREFUSED : 0);
      expect(arrived).toBe(separate ? 1 : 2);
      expect(without.limitations.some((text) => text.includes('network'))).toBe(!separate);
    } finally {
      server.close();
    }
  });
};
