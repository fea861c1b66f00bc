// What a reader has to load, as a host sends it with gzip: a recommendation, an authority with a hundred
// recommendations, the scripts of the search, and the first search in more than ten thousand records. The last
// three sites are made here: an invented authority whose reports ask for what those of FOLDER do, and one of
// benches/make_site.py.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/weights.cjs FOLDER
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { launch, serve, tally, visit } = require('./chromium.cjs');

const KB = 1000;
const PROGRAM = path.resolve(process.env.THROUGHLINE || 'target/debug/throughline');
const ROOT = path.resolve(__dirname, '../..');
const folder = path.resolve(process.argv[2]);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'weights-'));
const { wrong, right, end } = tally('weights');

const build = (site) => {
  execFileSync(PROGRAM, ['build', '--site', site, '--out', path.join(site, 'public')], { stdio: 'pipe', encoding: 'utf8' });
  return path.join(site, 'public');
};

function most(what, bytes, limit) {
  const said = `${what}: ${(bytes / KB).toFixed(1)} kB of ${limit}`;
  if (bytes > 0 && bytes <= limit * KB) { right(); console.log(said); } else wrong(said);
}

// Everything that a browser without a cache asks for until a page is still.
async function load(browser, site, address, counts = () => true) {
  const server = await serve(site);
  const { root, sent } = server;
  const page = await (await browser.newContext()).newPage();
  await visit(page, root + address);
  await page.context().close();
  server.close();
  // A browser without a window does not fetch the icon by itself.
  const icon = { path: '/assets/icon.svg', size: fs.statSync(path.join(site, 'assets/icon.svg')).size };
  const all = sent.some((one) => one.path === icon.path) ? sent : [...sent, icon];
  return all.filter((one) => counts(one.path)).reduce((sum, { size }) => sum + size, 0);
}

// Ten reports of one authority, ten recommendations in each, and in each a statement about every third earlier one.
function hundred() {
  const { recommendations } = JSON.parse(fs.readFileSync(path.join(folder, 'data/throughline.json'), 'utf8'));
  const words = recommendations.map((r) => r.words.replace(/[[\]{}*_<>#\\]/g, '')).slice(0, 100);
  const site = path.join(work, 'hundred');
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(site, name)), { recursive: true });
    fs.writeFileSync(path.join(site, name), text);
  };
  write('site.toml', 'title = "Marrowby told"\n');
  write('content/authorities/marrowby.md', '+++\nname = "Marrowby"\n+++\n');
  const names = Array.from({ length: 10 }, (_, n) => `${2012 + n}-05-ilacs`);
  names.forEach((name, n) => {
    const said = names.slice(0, n).flatMap((earlier, m) => Array.from({ length: 10 }, (_, k) => [earlier, m * 10 + k])).filter(([, k]) => (k + n) % 3 === 0);
    const statements = said.map(([earlier, k]) => `- It was asked for in ${earlier.slice(0, 4)}: ${words[k].slice(0, 80)} {#on-${k} ${['met', 'partly-met', 'missed'][(k + n) % 7 % 3]}=${earlier}#item-${k} basis=stated}`);
    const asks = words.slice(n * 10, n * 10 + 10).map((text, k) => `- ${text} {#item-${n * 10 + k}}`);
    write(`content/inspections/marrowby/${name}.md`, `+++\ntitle = "Inspection of Marrowby"\nframework = "ilacs"\ninspected = { from = ${2012 + n}-05-07, to = ${2012 + n}-05-18 }\npublished = ${2012 + n}-06-25\nwording = "summary"\n+++\n\n## What needs to improve\n\n${asks.join('\n')}\n${statements.length ? `\n## Progress {kind=finding}\n\n${statements.join('\n')}\n` : ''}`);
  });
  return build(site);
}

(async () => {
  const browser = await launch();
  const { recommendations } = JSON.parse(fs.readFileSync(path.join(folder, 'data/throughline.json'), 'utf8'));
  const largest = recommendations.map((r) => r.page.replace(/^https?:\/\/[^/]+\//, '')).sort((a, b) => fs.statSync(path.join(folder, b)).size - fs.statSync(path.join(folder, a)).size)[0];
  most('the largest recommendation', await load(browser, folder, largest), 20);

  const marrowby = hundred();
  const asked = JSON.parse(fs.readFileSync(path.join(marrowby, 'data/throughline.json'), 'utf8')).recommendations.length;
  if (asked !== 100) wrong(`the authority was to have 100 recommendations, it has ${asked}`);
  most('an authority with 100 recommendations', await load(browser, marrowby, 'authorities/marrowby.html'), 60);

  const scripts = (name) => name.startsWith('/assets/') && name.endsWith('.js');
  // Without assets/spelling.js, which is loaded only for a word that no page has.
  most('the scripts of the search', await load(browser, folder, 'search.html', scripts), 13);

  const many = path.join(work, 'many');
  execFileSync('python3', [path.join(ROOT, 'benches/make_site.py'), many, '--inspections', '400'], { stdio: 'pipe' });
  const large = build(many);
  const { count } = JSON.parse(fs.readFileSync(path.join(large, 'search/index.js'), 'utf8').match(/,(\{.*\})\)/)[1]);
  if (count < 10000) wrong(`the search was to have 10,000 records, it has ${count}`);
  const questions = [...fs.readFileSync(path.join(ROOT, 'tests/search/questions.toml'), 'utf8').matchAll(/^ask = "(.*)"$/gm)].map(([, ask]) => ask);
  const loads = [];
  for (const question of questions) {
    loads.push([await load(browser, large, `search.html?q=${encodeURIComponent(question)}`, (name) => name.startsWith('/search/')), question]);
  }
  loads.sort((a, b) => b[0] - a[0]);
  most(`the first of ${questions.length} searches in ${count} records, “${loads[0][1]}”`, loads[0][0], 150);
  await browser.close();
  fs.rmSync(work, { recursive: true });
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
