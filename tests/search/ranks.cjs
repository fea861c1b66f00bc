// Where the pages that must answer come among the results: the questions of this folder put to the built site's
// index by the browser's own ranking, without a browser. What readers then see of it: tests/browser/search.cjs.
//
// node tests/search/ranks.cjs FOLDER [held-out] [each]
//
// `held-out` puts the questions of held-out.toml and lay-held-out.toml instead. They stay a measure only as long as nobody works towards
// them, so they are not asked at every run of the tests: only before a release, or after the ranking was changed.
// `each` prints every question that has not its page first.
const { layQuestions, questions } = require('../browser/search-records.cjs');
const { opened } = require('./index.cjs');

const [, , folder, ...wishes] = process.argv;
const each = wishes.includes('each');
// What share of a file's questions must have their page first, among the first three, and among the first ten.
const LEAST = wishes.includes('held-out') ? { 'held-out.toml': [0.7, 0.8], 'lay-held-out.toml': [0.7, 0.8, 0.9] }
  : { 'questions.toml': [0.9, 1], 'lay.toml': [26 / 30, 29 / 30, 1], 'tuning.toml': [0.75, 0.9] };

(async () => {
  const { index, ask: find, address: addressOf } = await opened(folder);
  const pages = [];
  for (let n = 0; n < index.count; n += 1) pages.push(await addressOf(n));
  let failed = false;
  for (const [file, least] of Object.entries(LEAST)) {
    const asked = file.startsWith('lay') ? layQuestions(folder, file) : questions(folder, file);
    const places = [];
    for (const { ask, page, address, addresses = [address] } of asked) {
      const { fits } = await find(ask);
      const place = fits.findIndex(([n]) => addresses.includes(pages[n])) + 1;
      places.push(place);
      if (each && place !== 1) console.log(`${String(place || '–').padStart(5)}  ${ask}  →  ${page}, not ${fits.length ? pages[fits[0][0]] : 'anything'}`);
    }
    const upTo = (last) => places.filter((place) => place && place <= last).length;
    const found = [upTo(1), upTo(3), upTo(10)];
    console.log(`${file}: ${found[0]} first, ${found[1]} among the first three, ${found[2]} among the first ten, of ${asked.length}`);
    failed ||= found.some((n, m) => n < least[m] * asked.length);
  }
  process.exit(failed ? 1 : 0);
})();
