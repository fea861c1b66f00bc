// What ESLint asks of every script: those of the site and the desk, which run in a browser, and the tests, which run in
// Node and hand functions over to a browser. How a script is laid out is not its matter.
import js from "@eslint/js";
import globals from "globals";

const strict = {
  "array-callback-return": "error",
  "default-param-last": "error",
  eqeqeq: "error",
  "no-else-return": "error",
  "no-implicit-coercion": "error",
  "no-lonely-if": "error",
  "no-param-reassign": "error",
  "no-shadow": "error",
  "no-template-curly-in-string": "error",
  "no-throw-literal": "error",
  "no-unneeded-ternary": "error",
  "no-unused-expressions": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};
const classic = ["templates/assets/*.js", "src/serve/*.js"];

/** The global that each shared script is for. */
const shared = {
  asking: "templates/assets/asking.js",
  address: "templates/assets/address.js",
  loader: "templates/assets/loader.js",
  pieces: "templates/assets/pieces.js",
  ranking: "templates/assets/ranking.js",
  rows: "templates/assets/rows.js",
  stem: "templates/assets/stem.js",
};

/** Scripts see what the other shared scripts declare; in its own file such a name is nobody's mistake. */
const given = Object.entries(shared).flatMap(([name, file]) => [
  { files: classic, ignores: [file], languageOptions: { globals: { [name]: "readonly" } } },
  { files: [file], rules: { "no-unused-vars": ["error", { varsIgnorePattern: `^${name}$` }] } },
]);

export default [
  { ignores: ["target/", "public/", "node_modules/"] },
  js.configs.recommended,
  { rules: strict, linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: classic,
    // A page opened from a disk cannot load modules, so these are classic scripts, and what one gives to the next is
    // a global.
    languageOptions: { sourceType: "script", globals: globals.browser },
    rules: { strict: ["error", "global"] },
  },
  ...given,
  { files: ["src/review/page/*.js"], languageOptions: { sourceType: "module", globals: globals.browser } },
  {
    files: ["tests/**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: { ...globals.node, ...globals.browser } },
  },
];
