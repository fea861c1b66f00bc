// The index of a built site, opened by the browser's own scripts without a browser.
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const assets = path.join(__dirname, '../../templates/assets');

const plain = (/** @type {object} */ one) => JSON.parse(JSON.stringify(one));

/** Opens the index of a folder; gives it with the script that asks it. */
exports.opened = async (folder) => {
  const context = vm.createContext({});
  const scripts = ['stem', 'loader', 'pieces', 'asking', 'ranking'].map((name) => fs.readFileSync(path.join(assets, `${name}.js`), 'utf8')).join('\n');
  vm.runInContext(`${scripts};globalThis.ranking = ranking;globalThis.throughline = (_, held) => { globalThis.held = held; };`, context);
  const read = new Set();
  const piece = async (name) => {
    read.add(name);
    vm.runInContext(fs.readFileSync(path.join(folder, 'search', `${name}.js`), 'utf8'), context);
    return context.held;
  };
  const { ranking } = context;
  const index = await ranking.open(piece);
  /** What is found, best first, and what was put for what was typed. */
  const ask = async (typed) => {
    const { wanted, changed } = await ranking.terms(index, typed);
    const { fits } = await ranking.ranked(index, wanted);
    // Lists of another realm are never equal to those of a test.
    return { fits, changed: Array.from(changed, plain), wanted: Array.from(wanted, (one) => ({ ...one, also: [...one.also] })) };
  };
  const address = async (n) => (await ranking.entry(index, n))[2];
  return { index, ranking, read, ask, address };
};
