// Where the pages that must answer come among the results: the questions of this folder put to the built site's
// index by the browser's own ranking, without a browser. What readers then see of it: tests/browser/search.cjs.
//
// node tests/search/ranks.cjs FOLDER [held-out] [each]
//
// `held-out` puts the questions of held-out.toml instead. They stay a measure only as long as nobody works towards
// them, so they are not asked at every run of the tests: only before a release, or after the ranking was changed.
// `each` prints every question that has not its page first.
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { questions } = require('../browser/search-records.cjs');

const [, , folder, ...wishes] = process.argv;
const each = wishes.includes('each');
// What share of a file's questions must have their page first, and among the first three.
const LEAST = wishes.includes('held-out') ? { 'held-out.toml': [0.7, 0.8] } : { 'questions.toml': [0.9, 1], 'tuning.toml': [0.75, 0.9] };

const assets = path.join(__dirname, '../../templates/assets');
const context = vm.createContext({});
const scripts = ['stem', 'pieces', 'asking', 'ranking'].map((name) => fs.readFileSync(path.join(assets, `${name}.js`), 'utf8')).join('\n');
vm.runInContext(`${scripts};globalThis.ranking = ranking;globalThis.throughline = (_, held) => { globalThis.held = held; };`, context);
const { ranking } = context;

async function piece(name) {
  vm.runInContext(fs.readFileSync(path.join(folder, 'search', `${name}.js`), 'utf8'), context);
  return context.held;
}

(async () => {
  const index = await ranking.open(piece);
  const pages = [];
  for (let n = 0; n < index.count; n += 1) pages.push((await ranking.entry(index, n))[2]);
  let failed = false;
  for (const [file, least] of Object.entries(LEAST)) {
    const asked = questions(folder, file);
    const places = [];
    for (const { ask, page, address } of asked) {
      const { fits } = await ranking.ranked(index, (await ranking.terms(index, ask)).wanted);
      const place = fits.findIndex(([n]) => pages[n] === address) + 1;
      places.push(place);
      if (each && place !== 1) console.log(`${String(place || '–').padStart(5)}  ${ask}  →  ${page}, not ${fits.length ? pages[fits[0][0]] : 'anything'}`);
    }
    const upTo = (last) => places.filter((place) => place && place <= last).length;
    const found = [upTo(1), upTo(3)];
    console.log(`${file}: ${found[0]} first, ${found[1]} among the first three, of ${asked.length}`);
    failed ||= found.some((n, m) => n < least[m] * asked.length);
  }
  process.exit(failed ? 1 : 0);
})();
