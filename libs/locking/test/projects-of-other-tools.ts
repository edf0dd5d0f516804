/** A project of Poetry: its pyproject.toml, and what to select from its lock. */
export interface PoetryCase {
  readonly project: string;
  readonly selections: readonly Selection[];
}

export interface Selection {
  readonly extras?: readonly string[];
  readonly groups?: readonly string[];
}

const classic = (dependencies: string, more = ''): string =>
  `[tool.poetry]\nname = "app"\nversion = "0"\ndescription = ""\nauthors = []\npackage-mode = false\n[tool.poetry.dependencies]\n${dependencies}\n${more}\n`;

const standard = (dependencies: string, more = ''): string =>
  `[project]\nname = "app"\nversion = "0"\nrequires-python = ">=3.10,<4"\ndependencies = [${dependencies}]\n${more}\n`;

/** Projects that Poetry 1 can lock too. */
export const classicProjects: Readonly<Record<string, PoetryCase>> = {
  'extras, groups, and markers for Windows and older Pythons': {
    project: classic(
      `python = "^3.9"
requests = {version = "^2.31", extras = ["socks"]}
colorama = {version = "^0.4", markers = "sys_platform == 'win32'"}
tomli = {version = "^2.0", python = "<3.11"}
psycopg = {version = "^3.1", optional = true}`,
      `[tool.poetry.extras]
pg = ["psycopg"]
[tool.poetry.group.dev.dependencies]
pytest = "^8.0"
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
mkdocs = "^1.5"`,
    ),
    selections: [{}, { extras: ['pg'] }, { groups: ['dev', 'docs'] }, { extras: ['pg'], groups: ['dev'] }],
  },
  'two versions by Python': {
    project: classic(`python = ">=3.9,<3.13"
pandas = [{version = "~2.1", python = "<3.11"}, {version = "~2.2", python = ">=3.11"}]
numpy = [{version = "^1.24", python = "<3.12"}, {version = "^2.0", python = ">=3.12"}]`),
    selections: [{}],
  },
  'extras that share packages': {
    project: classic(
      `python = ">=3.10,<3.14"
scikit-learn = "^1.4"
matplotlib = {version = "^3.8", optional = true}
pyarrow = {version = ">=14", optional = true}
polars = {version = "*", optional = true}`,
      '[tool.poetry.extras]\nplot = ["matplotlib"]\ncolumns = ["pyarrow", "polars"]\nall = ["matplotlib", "pyarrow", "polars"]',
    ),
    selections: [{}, { extras: ['plot'] }, { extras: ['columns'] }, { extras: ['all'] }],
  },
  'extras of packages': {
    project: classic(`python = "^3.10"
celery = {version = "^5.3", extras = ["redis", "sqs"]}
django = "^4.2"
gunicorn = {version = "^21", markers = "platform_system != 'Windows'"}`),
    selections: [{}],
  },
  'many markers': {
    project: classic(`python = "^3.10"
ipython = "<9"
nbconvert = "^7"
importlib-metadata = {version = "*", python = "<3.12"}`),
    selections: [{}],
  },
  'the older table for development': {
    project: classic(
      `python = "^3.9"
httpx = {version = "^0.27", extras = ["http2", "brotli", "cli"]}
aiohttp = {version = "^3.9", extras = ["speedups"]}
uvicorn = {version = "^0.30", extras = ["standard"]}`,
      '[tool.poetry.dev-dependencies]\nblack = "^24"',
    ),
    selections: [{}, { groups: ['dev'] }],
  },
};

/** Projects with a [project] table, which Poetry reads since version 2. */
export const standardProjects: Readonly<Record<string, PoetryCase>> = {
  'standard extras and groups': {
    project: standard(
      '"boto3>=1.34,<1.40", "pydantic[email]>=2,<3"',
      '[project.optional-dependencies]\ns3 = ["s3fs<2025"]\n[dependency-groups]\ndev = ["pytest<9"]',
    ),
    selections: [{}, { extras: ['s3'], groups: ['dev'] }],
  },
  'groups of Poetry': {
    project: standard(
      '"fastapi[standard]>=0.110,<0.116", "sqlalchemy[asyncio]~=2.0", "mangum"',
      '[tool.poetry]\npackage-mode = false\n[tool.poetry.group.lambda.dependencies]\naws-lambda-powertools = {version = "^2.40", extras = ["tracer"]}\n[tool.poetry.group.dev.dependencies]\nruff = "*"\nmypy = "^1.8"',
    ),
    selections: [{}, { groups: ['lambda'] }, { groups: ['lambda', 'dev'] }],
  },
  'deep dependencies': {
    project: standard('"google-cloud-storage>=2,<3", "google-cloud-bigquery[pandas]>=3,<4", "protobuf>=4"'),
    selections: [{}],
  },
  'markers in extras': {
    project: standard(
      `"openai>=1,<2", "tiktoken", "typer; python_version >= '3.11'", "exceptiongroup; python_version < '3.11'", "pywin32; sys_platform == 'win32'"`,
      `[project.optional-dependencies]\nanthropic = ["anthropic<1"]\nvector = ["faiss-cpu; platform_machine == 'x86_64'"]`,
    ),
    selections: [{}, { extras: ['vector'] }, { extras: ['anthropic'] }],
  },
};

/** The sections of each Pipfile. */
export const pipfiles: readonly string[] = [
  '[packages]\nboto3 = "<1.40"\npydantic = {extras = ["email"], version = ">=2"}\n[dev-packages]\npytest = "*"\n',
  `[packages]\nrequests = {extras = ["socks"], version = "*"}\ncolorama = {version = "*", markers = "sys_platform == 'win32'"}\ntomli = {version = "*", markers = "python_version < '3.11'"}\n`,
  '[packages]\npandas = "~=2.2"\nnumpy = "<2.2"\n',
  '[packages]\nfastapi = {extras = ["standard"], version = "<0.116"}\nmangum = "*"\n[dev-packages]\nruff = "*"\nmypy = "*"\n',
  '[packages]\ncelery = {extras = ["redis"], version = "*"}\ndjango = "~=4.2"\n',
  '[packages]\nscikit-learn = "*"\nmatplotlib = "*"\n[plot]\nseaborn = "*"\n',
  '[packages]\nipython = "<9"\nnbconvert = "*"\n',
  '[packages]\nhttpx = {extras = ["http2"], version = "*"}\naiohttp = {extras = ["speedups"], version = "*"}\nuvicorn = {extras = ["standard"], version = "*"}\n',
  '[packages]\ngoogle-cloud-storage = "<3"\nprotobuf = ">=4"\n',
  `[packages]\nopenai = "<2"\ntiktoken = "*"\npywin32 = {version = "*", markers = "sys_platform == 'win32'"}\nuvloop = {version = "*", sys_platform = "!= 'win32'"}\n`,
];

/** The requirements for `pip lock`. */
export const pipRequests: readonly (readonly string[])[] = [
  ['boto3<1.40', 'pydantic[email]'],
  ['requests[socks]'],
  ['pandas', 'numpy<2.3'],
  ['fastapi[standard]<0.116', 'mangum'],
  ['celery[redis]', 'django~=4.2'],
  ['scikit-learn', 'matplotlib'],
];
