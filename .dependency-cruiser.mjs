// Which folder may import which: the layer table of ARCHITECTURE.md for TypeScript. scripts/layers.mjs runs it.

const server = 'language-server/src';

/** Every folder with the places it may import from, beside itself. A folder that is not here may import nothing. */
export const layers = {
  [`${server}/syntax/`]: [],
  [`${server}/types/`]: [`${server}/syntax/`],
  [`${server}/library/`]: [`${server}/syntax/`, `${server}/types/`],
  [`${server}/compiler/`]: [`${server}/syntax/`, `${server}/types/`, `${server}/library/`],
  [`${server}/reference/`]: [`${server}/syntax/`, `${server}/types/`, `${server}/library/`],
  [`${server}/features/`]: [
    `${server}/syntax/`,
    `${server}/types/`,
    `${server}/library/`,
    `${server}/reference/`,
    `${server}/compiler/`,
    `${server}/protocol.ts`,
  ],
  [`${server}/[^/]+$`]: [`${server}/`, 'dist/manifest.json'],
  'extension/src/': [
    `${server}/protocol.ts`,
    `${server}/compiler/plan.ts`,
    'native/addon/(hocket.d|load).ts',
    'extension/(shared|protocol|messages)[/.]',
  ],
  'extension/(shared|protocol|messages)[/.]': [],
  'extension/webview/': ['extension/(shared|protocol|messages)[/.]'],
  'cli/': [`${server}/(syntax|types|library|reference|compiler)/`, 'native/addon/(hocket.d|load).ts'],
  'native/addon/': [],
  'scripts/': [
    '[^/]+\\.m?[jt]s$',
    `${server}/(syntax|types|library|reference|compiler)/`,
    'native/addon/(hocket.d|load).ts',
  ],
  'test/': ['.*'],
};

/** npm packages that only some places may import. */
const packages = {
  '^vscode$': '^(extension/src/|test/e2e/)',
  '^vscode-languageserver': `^(${server}/(features/|[^/]+$)|test/)`,
  '^vscode-languageclient': '^extension/src/',
};

const sources = '^(language-server|extension|native|cli|scripts|test)/';

const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
  name: `layer ${folder}`,
  comment: `${folder} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^${folder}` },
  to: { path: sources, pathNot: [folder, ...allowed].map((path) => `^${path}`) },
}));

const packageRules = Object.entries(packages).map(([name, allowed]) => ({
  name: `package ${name}`,
  severity: 'error',
  from: { path: sources, pathNot: allowed },
  to: { path: [`node_modules/${name.slice(1)}`, name] },
}));

export default {
  forbidden: [
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports resolve',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(vscode|.*\\.node)$' },
    },
    {
      name: 'no node in the browser',
      severity: 'error',
      from: { path: '^extension/webview/' },
      to: { dependencyTypes: ['core'] },
    },
    ...layerRules,
    ...packageRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(test/e2e/vscode-server/node_modules|build|dist|\\.cache)' },
  },
};
