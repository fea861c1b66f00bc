// The scripts of a built site are the ones of `templates/assets` without their comments: the parser of TypeScript finds
// the same words and signs in both, in the same order. The program takes comments out with a small library; this makes
// sure that it takes out nothing else.
//
// node tests/front/sent.cjs FOLDER
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

const SOURCES = path.resolve(__dirname, '../../templates/assets');
const folder = path.join(path.resolve(process.argv[2]), 'assets');

/** The words and signs of a script, and whether it can be read at all. */
function tokens(file) {
  const text = fs.readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found = [];
  const walk = (node) => {
    const below = node.getChildren(source).filter((child) => !ts.isJSDoc(child));
    if (below.length) below.forEach(walk);
    else if (node.getText(source)) found.push(node.getText(source));
  };
  walk(source);
  return { found, faults: source.parseDiagnostics.length };
}

const scripts = fs.readdirSync(SOURCES).filter((name) => name.endsWith('.js'));
const wrong = scripts.flatMap((name) => {
  const [source, sent] = [SOURCES, folder].map((where) => tokens(path.join(where, name)));
  if (sent.faults) return [`${name}: what is sent cannot be read`];
  const n = source.found.findIndex((token, at) => token !== sent.found[at]);
  if (n < 0 && source.found.length === sent.found.length) return [];
  const near = (of) => of.found.slice(Math.max(0, n - 4), n + 4).join(' ');
  return [`${name}: “${near(sent)}” is sent for “${near(source)}”`];
});
wrong.forEach((fault) => console.error(fault));
console.log(`${scripts.length} scripts, ${wrong.length} sent otherwise than they are written`);
process.exit(wrong.length || scripts.length < 6 ? 1 : 0);
