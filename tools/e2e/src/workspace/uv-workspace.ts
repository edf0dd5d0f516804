import { json } from './project-json.ts';

const pyproject = (name: string, dependencies: readonly string[], more = ''): string =>
  `[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"
[project]
name = "${name}"
version = "1.2"
requires-python = ">=3.12"
dependencies = ${JSON.stringify(dependencies)}
[tool.setuptools.packages.find]
where = ["src"]
[tool.setuptools.package-data]
"*" = ["*.txt"]
${more}`;

/**
 * The files of a uv workspace with Nx projects: `cli` requires `core` with an extra, `core` has an entry point, and nothing
 * in a layer requires `other`. A layer has `cli` from the uv.lock, another one has `other` by its path, and each has a
 * function.
 */
export const uvWorkspaceFiles: Readonly<Record<string, string>> = {
  'py/pyproject.toml':
    '[tool.uv.workspace]\nmembers = ["*"]\n[tool.uv.sources]\nws-core = { workspace = true }\n',
  'py/core/pyproject.toml': pyproject(
    'ws-core',
    ['idna==3.10'],
    `[project.optional-dependencies]
fast = ["six==1.17.0"]
slow = ["attrs==25.1.0"]
[project.entry-points."ws.plugins"]
shout = "ws_core.plugin:shout"
`,
  ),
  'py/core/src/ws_core/__init__.py': 'NAME = "core"\n',
  'py/core/src/ws_core/plugin.py': 'def shout(text):\n    return text.upper()\n',
  'py/core/src/ws_core/data.txt': 'data\n',
  'py/core/project.json': json({ name: 'core' }),
  'py/cli/pyproject.toml': pyproject('ws-cli', ['ws-core[fast]', "colorama; sys_platform == 'win32'"]),
  'py/cli/src/ws_cli/__init__.py': 'import ws_core\n\nNAME = "cli of " + ws_core.NAME\n',
  'py/cli/project.json': json({ name: 'cli' }),
  'py/other/pyproject.toml': pyproject('ws-other', []),
  'py/other/src/ws_other/__init__.py': 'NAME = "other"\n',
  'py/other/project.json': json({ name: 'other' }),
  'layers/tools/layer.json': json({
    layerName: 'tools',
    runtimes: ['python3.12'],
    requirements: { file: '../../py/uv.lock', package: 'ws-cli' },
  }),
  'layers/rest/layer.json': json({
    layerName: 'rest',
    runtimes: ['python3.12'],
    requirements: 'requirements.in',
    sources: ['other'],
  }),
  'layers/rest/requirements.in': 'six==1.17.0\n',
  'functions/speaker/function.json': json({
    functionName: 'speaker',
    runtime: 'python3.12',
    handler: 'app.handle',
    role: 'arn:aws:iam::000000000000:role/e2e',
    timeoutSeconds: 30,
    layers: ['tools'],
    smoke: [{ name: 'speaks', expect: { name: 'CLI OF CORE', version: '1.2', six: '1.17.0' } }],
  }),
  'functions/speaker/src/app.py': `from importlib.metadata import entry_points, version

import six
import ws_cli


def handle(event, context):
    (shout,) = entry_points(group="ws.plugins")
    return {"name": shout.load()(ws_cli.NAME), "version": version("ws-core"), "six": six.__version__}
`,
  'functions/quiet/function.json': json({
    functionName: 'quiet',
    runtime: 'python3.12',
    handler: 'app.handle',
    layers: ['rest'],
  }),
  'functions/quiet/src/app.py': 'def handle(event, context):\n    return {}\n',
};
